import { DomainError, type Fault } from '#geo/domain/errors.ts';
import type { LongWork } from '../../jobs/in-turns.ts';

/** Outcome of storing several records: all ids, or the faults of the rows that have any (1 = first). */
export interface BatchResult<Id> {
  ids: Id[];
  faults: { row: number; faults: Fault[] }[];
}

/** What comes with the records of a file: the rows they stood in, one each, and who waits for them. */
export interface FromFile extends LongWork {
  rows?: readonly number[] | null;
}

/** What is at fault besides the place. */
export function withoutPlaceFaults(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ place: { path = '' } }) => path !== 'place' && !path.startsWith('place.'));
}

/** One error that carries all faults of a record; its own code is that of the first. */
export function faultsError(faults: readonly Fault[]): DomainError {
  const [first] = faults;
  return new DomainError(first.code, first.message, first.place, faults);
}

export function notFoundError(): DomainError {
  return new DomainError('not_found', { vi: 'Không có bản ghi này.', en: 'There is no such record.' });
}

/** @throws DomainError permission.denied where the record was entered outside the scope */
export function refuseOtherAgency(scope: ReadonlySet<string>, enteredBy: string): void {
  if (scope.has(enteredBy)) return;
  throw new DomainError('permission.denied', {
    vi: 'Chỉ đơn vị đã nhập bản ghi mới được sửa hoặc xóa.',
    en: 'Only the agency that entered a record may change or delete it.',
  });
}

/** @throws DomainError conflict.version where someone changed the record meanwhile */
export function refuseStaleVersion(current: number, seen: number): void {
  if (current === seen) return;
  throw new DomainError(
    'conflict.version',
    {
      vi: 'Bản ghi đã được người khác thay đổi: hãy tải lại rồi sửa tiếp.',
      en: 'Somebody changed the record meanwhile: reload it, then edit again.',
    },
    { path: 'version' },
  );
}

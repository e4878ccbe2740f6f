import { DomainError, type Fault } from '#geo/domain/errors.ts';
import { IncidentInput } from '#geo/domain/incident.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import type { ImportTaskInput, ImportTaskResult } from '../../features/imports/import-task.ts';
import { parseImport } from '../../features/imports/parse-import.ts';
import type { RecordChecks } from '../../features/imports/read-row.ts';
import { createRegisterLookup } from '../../features/imports/register-lookup.ts';
import { createRegisterSnapshot } from '../../features/register/register-snapshot.ts';
import { domainErrorOf } from '../../http/zod-faults.ts';

/** Reads an uploaded file with the checks of every save: the record's shape, then its rules. */
export function run(
  { file, register, todayOn }: ImportTaskInput,
  onProgress: (share: number) => void,
): Promise<ImportTaskResult> {
  return fileReader(register)(file, todayOn, onProgress);
}

/** What {@link run} does to each file, with what the register needs made once. */
export function fileReader(register: ImportTaskInput['register']) {
  const { refs, communeIndex } = createRegisterSnapshot(register);
  const lookup = createRegisterLookup({ ...register, communeIndex });
  return async (
    file: ImportTaskInput['file'],
    todayOn: ImportTaskInput['todayOn'],
    onProgress?: (share: number) => void,
  ): Promise<ImportTaskResult> => {
    const checks: RecordChecks = {
      measures: (record) => shapeFaults(MeasureInput, record) ?? validateMeasureInput(record, refs, todayOn),
      incidents: (record) => shapeFaults(IncidentInput, record) ?? validateIncidentInput(record, refs, todayOn),
    };
    try {
      return { done: await parseImport(file, lookup, checks, todayOn, onProgress) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { refused: { code: error.code, message: error.faultMessage, place: error.place, faults: error.faults } };
    }
  };
}

/** Faults of shape; where a geometry is wrong, in the words for geometries. */
function shapeFaults(schema: typeof MeasureInput | typeof IncidentInput, record: unknown): Fault[] | undefined {
  const parsed = schema.safeParse(record, { reportInput: true });
  if (parsed.success) return undefined;
  const [first] = domainErrorOf(parsed.error.issues).faults as Fault[];
  if (!first.place.path?.startsWith('place.geometry')) return [first];
  return [
    {
      code: 'geometry.malformed',
      message: {
        vi: 'Hình học không đúng: tọa độ phải là cặp số [kinh độ, vĩ độ].',
        en: 'The geometry is malformed: coordinates are pairs of numbers [longitude, latitude].',
      },
      place: first.place,
    },
  ];
}

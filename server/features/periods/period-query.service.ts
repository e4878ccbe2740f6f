import { DomainError } from '#geo/domain/errors.ts';
import { parsePeriodId, type DayRange, type Period } from '#geo/domain/period.ts';

/**
 * A period by its id.
 * @throws DomainError period.malformed, period.ends_before_start
 */
export function getPeriod(id: string, path = 'period'): Period {
  const period = parsePeriodId(id);
  if (period) return period;
  const backwards = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (backwards && parsePeriodId(`${backwards[2]}..${backwards[1]}`)) throw endsBeforeStart(path);
  throw new DomainError(
    'period.malformed',
    {
      vi: 'Không có kỳ này; kỳ đột xuất ghi YYYY-MM-DD..YYYY-MM-DD.',
      en: 'There is no such period; write ad hoc ones YYYY-MM-DD..YYYY-MM-DD.',
    },
    { path },
  );
}

function endsBeforeStart(path: string): DomainError {
  return new DomainError(
    'period.ends_before_start',
    { vi: 'Kỳ phải kết thúc sau khi bắt đầu.', en: 'A period must end after it starts.' },
    { path },
  );
}

/**
 * The days a list is asked for: a period by id, or `from` (in) and `until` (not in), either alone.
 * @throws DomainError period.*
 */
export function daysOfQuery(query: { period?: string; from?: string; until?: string }): Partial<DayRange> {
  if (query.period !== undefined) {
    const { fromOn, untilOn } = getPeriod(query.period);
    return { fromOn, untilOn };
  }
  const { from, until } = query;
  if (from !== undefined && until !== undefined && from >= until) throw endsBeforeStart('until');
  return { fromOn: from, untilOn: until };
}

import type { RowReader } from './row-reader.ts';

/** Field of a file for the first names of a record's path, where they differ. */
const FIELDS: readonly [path: RegExp, field: string][] = [
  [/^leadOrgUnitId/, 'lead'],
  [/^orgUnitIds/, 'partners'],
  [/^reportedToOrgUnitId/, 'reportedTo'],
  [/^place\.geometry/, 'geometry'],
  [/^place\.(routeId)/, 'route'],
  [/^place\.fromM/, 'fromKm'],
  [/^place\.toM/, 'toKm'],
  [/^place\.communeIds?/, 'commune'],
  [/^place\.siteId/, 'site'],
  [/^place\.uncertaintyM/, 'uncertaintyM'],
  [/^handling/, 'received'],
];

/** The column of the file that a fault of the finished record (JSON path) belongs to. */
export function fieldOfPath(path: string, row: RowReader): string {
  const field = FIELDS.find(([pattern]) => pattern.test(path))?.[1] ?? path.split(/[.[]/, 1)[0];
  if (field === 'geometry' || field === 'place') return row.has('lng') ? row.columnOf('lng') : 'geometry';
  return row.columnOf(field);
}

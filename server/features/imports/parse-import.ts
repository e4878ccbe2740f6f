import type { BadRow, ImportAnswers, ImportFormat, ImportKind } from '#geo/contract/imports.contract.ts';
import type { Fault } from '#geo/domain/errors.ts';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import type { DayString } from '#geo/domain/period.ts';
import { recogniseColumns } from './columns.ts';
import type { FileEncoding } from './encoding/decode-file.ts';
import { fieldOfPath } from './field-of-path.ts';
import { formatOf } from './formats.ts';
import { readIncidentRow } from './incident-row.ts';
import { readMeasureRow } from './measure-row.ts';
import type { RawRow } from './raw-table.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { RowReader } from './row-reader.ts';
import { isExample } from './template.ts';

export interface ImportFile {
  kind: ImportKind;
  fileName: string;
  bytes: Uint8Array;
  encoding?: FileEncoding;
  answers?: ImportAnswers;
}
export interface ParsedImport {
  format: ImportFormat;
  encoding: string;
  /** Where the encoding was chosen by hand: what the file reads as in the others. */
  encodingGuesses: { encoding: string; sample: string }[];
  unknownColumns: string[];
  /** Records that passed every check, each with the row it came from. */
  good: { row: number; record: MeasureInput | IncidentInput }[];
  /** First faults in order of rows, at most {@link MAX_BAD_LISTED}. */
  bad: BadRow[];
  /** Rows with a fault, listed or not. */
  badTotal: number;
  /** First good rows as the file writes them. */
  sample: Record<string, string>[];
}
export const MAX_BAD_LISTED = 1000;
const SAMPLE_ROWS = 5;

/** The checks that every saved record passes, by kind: its shape first, then the rules of the single-record endpoints. */
export interface RecordChecks {
  measures: (record: MeasureInput) => readonly Fault[];
  incidents: (record: IncidentInput) => readonly Fault[];
}

/**
 * Reads a whole file of records: bytes → text → rows → records, each row
 * checked by itself. Pure: `todayOn` is a parameter, the register is in `lookup`.
 * @throws DomainError where the file as a whole cannot be read (file.*).
 */
export async function parseImport(
  file: ImportFile,
  lookup: RegisterLookup,
  checks: RecordChecks,
  todayOn: DayString,
): Promise<ParsedImport> {
  const format = formatOf(file.bytes, file.fileName);
  const [table] = await format.read(file.bytes, { encoding: file.encoding });
  const { headerOf, unknown } = recogniseColumns(file.kind, table, format.id);
  const parsed: ParsedImport = {
    format: format.id,
    encoding: table.text?.encoding ?? 'utf-8',
    encodingGuesses: table.text?.guesses ?? [],
    unknownColumns: unknown.slice(0, 100),
    good: [],
    bad: [],
    badTotal: 0,
    sample: [],
  };
  for (const raw of table.rows) {
    const { record, bad } = readRow(file.kind, raw, headerOf, lookup, checks, todayOn);
    if (record === undefined) {
      parsed.badTotal += 1;
      parsed.bad.push(...bad.slice(0, Math.max(0, MAX_BAD_LISTED - parsed.bad.length)));
      continue;
    }
    parsed.good.push({ row: raw.row, record });
    if (parsed.sample.length < SAMPLE_ROWS) parsed.sample.push(sampleOf(raw));
  }
  return parsed;
}

/** A row as the file writes it, with where a feature's shape begins and how it is called. */
function sampleOf({ cells, geometry }: RawRow): Record<string, string> {
  const row = Object.fromEntries(cells);
  if (geometry === undefined || geometry === null) return row;
  let first = (geometry as { coordinates: unknown }).coordinates;
  while (Array.isArray(first) && Array.isArray(first[0])) first = first[0];
  return { ...row, geometry: `${(geometry as { type: string }).type} ${(first as number[]).slice(0, 2).join(', ')}` };
}

function readRow(
  kind: ImportKind,
  raw: RawRow,
  headerOf: ReadonlyMap<string, string>,
  lookup: RegisterLookup,
  checks: RecordChecks,
  todayOn: DayString,
): { record?: MeasureInput | IncidentInput; bad: BadRow[] } {
  const row = new RowReader(raw, headerOf);
  if (isExample(row.text('note'))) {
    row.fault('note', 'field.malformed', {
      vi: 'Đây là dòng ví dụ của tệp mẫu; hãy xóa dòng này.',
      en: 'This is an example row of the template; delete this row.',
    });
    return { bad: row.bad };
  }
  let faults: readonly Fault[] = [];
  let record: MeasureInput | IncidentInput | undefined;
  if (kind === 'measures') {
    const measure = readMeasureRow(row, lookup, todayOn);
    if (measure !== undefined) faults = checks.measures(measure);
    record = measure;
  } else {
    const incident = readIncidentRow(row, lookup, todayOn);
    if (incident !== undefined) faults = checks.incidents(incident);
    record = incident;
  }
  for (const { code, message, place } of faults) {
    row.bad.push({ row: raw.row, column: fieldOfPath(place.path ?? '', row), code, message });
  }
  return row.bad.length > 0 ? { bad: row.bad } : { record, bad: [] };
}

import type {
  BadRow,
  ColumnMapping,
  ImportAnswers,
  ImportColumn,
  ImportConstants,
  ImportDelimiter,
  ImportEncoding,
  ImportFormat,
  ImportKind,
  ImportPreview,
  ImportQuestion,
} from '#geo/contract/imports.contract.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import type { DayString } from '#geo/domain/period.ts';
import { PLACE_PRECISIONS, type PlacePrecision } from '#geo/domain/place-precision.ts';
import { layoutOf, recognisedCount, resolveColumns, type RememberedLayout } from './column-mapping.ts';
import { elsewhereRemark } from './commune-check.ts';
import { COORDINATE_QUESTION_ID } from './coordinate-question.ts';
import { formatOf } from './formats.ts';
import { precisionOf } from '#geo/places/precision-of.ts';
import { inUnicode } from './legacy-tables.ts';
import { ownExportRemark } from './own-export.ts';
import { plausibleZone } from './plausible-zone.ts';
import { noRows, type RawTable } from './raw-table.ts';
import { readRow, type RecordChecks } from './read-row.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { shown, type RowReader } from './row-reader.ts';
import { writtenPlaceOf } from './written-place.ts';

export interface ImportFile {
  kind: ImportKind;
  fileName: string;
  bytes: Uint8Array;
  encoding?: ImportEncoding;
  delimiter?: ImportDelimiter;
  /** Sheet or layer to read, where the person chose one. */
  table?: string;
  /** What the person chose for the columns of this file. */
  mapping?: ColumnMapping;
  /** What the person said for all rows of this file. */
  constants?: ImportConstants;
  /** What this sender's columns meant before, by {@link layoutOf}. */
  remembered?: Record<string, RememberedLayout>;
  answers?: ImportAnswers;
}
export interface ParsedImport {
  format: ImportFormat;
  encoding: string;
  encodingGuesses: { encoding: string; sample: string }[];
  delimiter: string | null;
  tables: { name: string; rows: number }[];
  table: string;
  columns: ImportColumn[];
  constants: ImportPreview['constants'];
  missingFields: string[];
  questions: ImportQuestion[];
  waiting: number;
  precisions: { precision: PlacePrecision; rows: number }[];
  remarks: Message[];
  /** Records that passed every check, each with the row it came from. */
  good: { row: number; record: MeasureInput | IncidentInput }[];
  /** How well the place of each of {@link good} is known. */
  goodPrecisions: PlacePrecision[];
  /** The place of each of {@link good} as the file writes it. */
  goodWritten: string[];
  /** First faults in order of rows, at most {@link MAX_BAD_LISTED}. */
  bad: BadRow[];
  /** Rows with a fault, listed or not. */
  badTotal: number;
}
export const MAX_BAD_LISTED = 1000;
const MAX_QUESTIONS_LISTED = 200;
const ROWS_A_REPORT = 500;

/**
 * Reads a whole file of records: bytes → tables → rows → records, each row
 * checked by itself. Pure: `todayOn` is a parameter, the register is in `lookup`.
 * @param onProgress share of the rows checked, 0–1
 * @throws DomainError where the file as a whole cannot be read (file.*), or what was chosen for it does not fit
 */
export async function parseImport(
  file: ImportFile,
  lookup: RegisterLookup,
  checks: RecordChecks,
  todayOn: DayString,
  onProgress: (share: number) => void = () => undefined,
): Promise<ParsedImport> {
  const format = formatOf(file.bytes, file.fileName);
  const tables = await readTables(file);
  const table = tableOf(file, tables);
  const remembered = file.remembered?.[layoutOf(table.headers)];
  const { columns, constants, headerOf, missingFields, remarks } = resolveColumns(file.kind, table, file, remembered);
  const parsed: ParsedImport = {
    format: format.id,
    encoding: table.text?.encoding ?? 'utf-8',
    encodingGuesses: table.text?.guesses ?? [],
    delimiter: table.text?.delimiter ?? null,
    tables: tables.map(({ name, rows }) => ({ name, rows: rows.length })),
    table: table.name,
    columns,
    constants,
    missingFields,
    questions: [],
    waiting: 0,
    precisions: [],
    remarks: [...table.remarks, ...ownExportRemark(table.headers), ...remarks],
    good: [],
    goodPrecisions: [],
    goodWritten: [],
    bad: [],
    badTotal: 0,
  };
  // A file whose columns nobody has named yet is not refused: the person is asked to name them.
  if (missingFields.length > 0) return parsed;
  const zone = plausibleZone(table, headerOf, lookup);
  const isSaid = zone !== undefined && Object.hasOwn(file.answers ?? {}, zone.questionId);
  const answers = zone && !isSaid ? { ...file.answers, [zone.questionId]: zone.answer } : (file.answers ?? {});
  if (zone && !isSaid) {
    parsed.remarks.push(zone.remark);
    // Shapes are read in a system: once more, in this one. The question stays in sight with its answer.
    if (table.asksCoordinateSystem) return parseImport({ ...file, answers }, lookup, checks, todayOn, onProgress);
  }
  const everywhere = Object.fromEntries(constants.map(({ field, text }) => [field, text]));
  const tally = new Tally(answers);
  for (const [i, raw] of table.rows.entries()) {
    if (i % ROWS_A_REPORT === 0) onProgress(i / table.rows.length);
    const context = { table, headerOf, constants: everywhere, answers, lookup, checks, todayOn };
    const { record, row } = readRow({ kind: file.kind, raw, ...context });
    tally.add(row);
    if (record !== undefined) {
      parsed.good.push({ row: raw.row, record });
      if ('status' in record && record.status === 'planned') tally.addPlanned();
      const precision = row.precision ?? precisionOf(record.place);
      parsed.goodPrecisions.push(precision);
      parsed.goodWritten.push(writtenPlaceOf(row));
      tally.addPrecision(precision);
    } else if (row.bad.length > 0) {
      parsed.badTotal += 1;
      parsed.bad.push(...row.bad.slice(0, Math.max(0, MAX_BAD_LISTED - parsed.bad.length)));
    } else parsed.waiting += 1;
  }
  return { ...parsed, ...tally.result(parsed.remarks) };
}

async function readTables({ bytes, fileName, encoding, delimiter, answers = {} }: ImportFile): Promise<RawTable[]> {
  const coordinateSystem = Object.hasOwn(answers, COORDINATE_QUESTION_ID) ? answers[COORDINATE_QUESTION_ID] : undefined;
  const tables = await formatOf(bytes, fileName).read(bytes, { encoding, delimiter, coordinateSystem });
  return tables.filter(({ rows }) => rows.length > 0).map((table) => inUnicode(table, encoding));
}

/** The table that was chosen, else the one whose headings say most, the first of equals. */
function tableOf({ kind, table: name }: ImportFile, tables: RawTable[]): RawTable {
  if (tables.length === 0) throw noRows();
  if (name === undefined || (name === '' && tables.length > 0 && tables[0].name === '')) {
    const counts = tables.map((table) => recognisedCount(kind, table));
    return tables[counts.indexOf(Math.max(...counts))];
  }
  const chosen = tables.find((table) => table.name === name);
  if (chosen !== undefined) return chosen;
  throw new DomainError(
    'field.malformed',
    {
      vi: `Tệp không có bảng “${shown(name)}” hoặc bảng trống.`,
      en: `The file has no table “${shown(name)}”, or it is empty.`,
    },
    { path: 'table' },
  );
}

/** What the rows say together. */
class Tally {
  readonly #answers: ImportAnswers;
  readonly #questions = new Map<string, ImportQuestion>();
  readonly #precisions = new Map<PlacePrecision, number>();
  #serialDays = 0;
  #planned = 0;
  readonly #elsewhere: number[] = [];

  constructor(answers: ImportAnswers) {
    this.#answers = answers;
  }

  add(row: RowReader): void {
    if (row.readSerialDay) this.#serialDays += 1;
    if (row.isElsewhere) this.#elsewhere.push(row.row);
    for (const question of row.asked) {
      const known = this.#questions.get(question.id);
      if (known) known.rows += 1;
      else {
        const answer = row.questions.includes(question) ? null : this.#answers[question.id];
        this.#questions.set(question.id, { ...question, rows: 1, firstRow: row.row, answer });
      }
    }
  }

  addPlanned(): void {
    this.#planned += 1;
  }

  addPrecision(precision: PlacePrecision): void {
    this.#precisions.set(precision, (this.#precisions.get(precision) ?? 0) + 1);
  }

  result(remarks: readonly Message[]): Pick<ParsedImport, 'questions' | 'precisions' | 'remarks'> {
    const serial: Message = {
      vi: `${this.#serialDays} dòng ghi ngày bằng số thứ tự của bảng tính; đã đổi ra ngày.`,
      en: `${this.#serialDays} rows give days as a spreadsheet’s serial numbers; they were turned into days.`,
    };
    const planned: Message = {
      vi: `${this.#planned} biện pháp còn dự kiến: được lưu là dự kiến, chưa tính.`,
      en: `${this.#planned} measures are planned: they are stored as planned and not counted.`,
    };
    return {
      // Open questions first: they are what the person is here for.
      questions: [...this.#questions.values()]
        .sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null))
        .slice(0, MAX_QUESTIONS_LISTED),
      precisions: PLACE_PRECISIONS.flatMap((precision) => {
        const rows = this.#precisions.get(precision);
        return rows === undefined ? [] : [{ precision, rows }];
      }),
      remarks: [
        ...remarks,
        ...(this.#serialDays > 0 ? [serial] : []),
        ...(this.#planned > 0 ? [planned] : []),
        ...elsewhereRemark(this.#elsewhere),
      ],
    };
  }
}

import type { ImportAnswers, ImportConstants, ImportKind } from '#geo/contract/imports.contract.ts';
import type { Fault } from '#geo/domain/errors.ts';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import type { DayString } from '#geo/domain/period.ts';
import { COORDINATE_QUESTION } from './coordinate-question.ts';
import { liesInItsCommune } from './commune-check.ts';
import { fieldOfPath } from './field-of-path.ts';
import { FORMULA_REFUSED, isFormulaText } from './formula-cells.ts';
import { readIncidentRow } from './incident-row.ts';
import { readMeasureRow } from './measure-row.ts';
import type { RawRow, RawTable } from './raw-table.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { RowReader } from './row-reader.ts';
import { isExample } from './template.ts';

/** The checks that every saved record passes, by kind: its shape first, then the rules of the single-record endpoints. */
export interface RecordChecks {
  measures: (record: MeasureInput) => readonly Fault[];
  incidents: (record: IncidentInput) => readonly Fault[];
}

export interface RowInput {
  kind: ImportKind;
  raw: RawRow;
  table: RawTable;
  headerOf: ReadonlyMap<string, string>;
  constants: ImportConstants;
  answers: ImportAnswers;
  lookup: RegisterLookup;
  checks: RecordChecks;
  todayOn: DayString;
}

/** One row as a record; without one the row has faults (`row.bad`) or waits for an answer (`row.questions`). */
export function readRow(input: RowInput): { record?: MeasureInput | IncidentInput; row: RowReader } {
  const { raw, table, headerOf, constants, answers } = input;
  const row = new RowReader(raw, { headerOf, constants, answers, serialDates: table.serialDates });
  if (isExample(row.text('note'))) {
    row.fault('note', 'field.malformed', {
      vi: 'Đây là dòng ví dụ của tệp mẫu; hãy xóa dòng này.',
      en: 'This is an example row of the template; delete this row.',
    });
    return { row };
  }
  refuseUnsafeCells(raw, row);
  // Asked again where it was answered: the question stays in sight with its answer.
  const isAsked = table.asksCoordinateSystem || Object.hasOwn(answers, COORDINATE_QUESTION.id);
  if (isAsked && raw.geometry && row.ask(COORDINATE_QUESTION) === undefined) return { row };
  const record = recordOf(input, row);
  return row.bad.length > 0 || row.questions.length > 0 ? { row } : { record, row };
}

/** What no record may hold, in whatever column; also in those that are not read, as a sign of what the file is. */
function refuseUnsafeCells(raw: RawRow, row: RowReader): void {
  for (const [column, text] of raw.cells) {
    if (isFormulaText(text)) row.bad.push({ row: raw.row, column, ...FORMULA_REFUSED });
    if (text.includes('\0') || !text.isWellFormed()) {
      row.bad.push({
        row: raw.row,
        column,
        code: 'field.malformed',
        message: {
          vi: 'Ô có ký tự không hợp lệ (NUL hoặc nửa ký tự).',
          en: 'The cell holds an invalid character (NUL, or half of one).',
        },
      });
    }
  }
}

function recordOf(
  { kind, lookup, checks, todayOn, raw }: RowInput,
  row: RowReader,
): MeasureInput | IncidentInput | undefined {
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
  if (record !== undefined && faults.length === 0) {
    row.isElsewhere = liesInItsCommune(row, record.place, lookup, record.firstOn) === false;
  }
  for (const { code, message, place } of faults) {
    row.bad.push({ row: raw.row, column: fieldOfPath(place.path ?? '', row), code, message });
  }
  return record;
}

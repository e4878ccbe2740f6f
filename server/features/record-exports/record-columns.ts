import type { ImportKind } from '#geo/contract/imports.contract.ts';
import { RECORD_ID_HEADERS } from '#geo/contract/record-exports.contract.ts';
import { COLUMNS } from '../imports/columns.ts';
import type { RecordColumn } from './record-table.ts';

const NUMBERS = new Set(['subScheme', 'lng', 'lat', 'uncertaintyM', 'victimsRescued']);
const DAYS = new Set([
  ...['firstOn', 'lastOn', 'received', 'classified', 'handled', 'verification-due', 'verified', 'initiated'],
  ...['accepted-procuracy', 'prosecuted', 'accepted-court', 'tried'],
]);
/** Names for dBASE where the field's own is too long or not ASCII; our import knows each. */
const SHORT: Readonly<Record<string, string>> = {
  documentNumber: 'document',
  uncertaintyM: 'sai_so',
  placePrecision: 'precision',
  'verification-due': 'verif_due',
  'accepted-procuracy': 'acc_vks',
  'accepted-court': 'acc_court',
  victimsRescued: 'victims',
};
const WIDE: Readonly<Record<string, number>> = {
  type: 30,
  lead: 26,
  partners: 30,
  commune: 30,
  note: 50,
  evidence: 26,
};

/** For people only: our import names none of them. */
const toRead = (field: string, short: string, vi: string, en: string, width = 20): RecordColumn => ({
  field,
  header: { vi, en },
  short,
  kind: 'text',
  width,
});
const BEFORE_NOTE = [toRead('placeText', 'place_txt', 'Vị trí đọc được', 'Place in words', 40)];
const BANDS = [toRead('victimsBand', 'vic_band', 'Khoảng số nạn nhân', 'Band of victims', 14)];
const AFTER = [
  toRead('masked', 'masked', 'Đã giảm độ chính xác vị trí', 'Place reduced', 14),
  toRead('enteredBy', 'entered_by', 'Đơn vị nhập', 'Entered by', 26),
  toRead('origin', 'origin', 'Nguồn dữ liệu', 'Origin of the record', 20),
  toRead('id', RECORD_ID_HEADERS.short, RECORD_ID_HEADERS.vi, RECORD_ID_HEADERS.en, 38),
];

/**
 * Columns of an export, headed as our own import heads them.
 * @param withShapes whether the file draws places: positions are then no columns, as they would say them twice
 */
export function recordColumns(kind: ImportKind, withShapes: boolean): RecordColumn[] {
  const left = new Set(['x', 'y', 'northing', 'easting', 'place', ...(withShapes ? ['lng', 'lat'] : [])]);
  const own = COLUMNS[kind]
    .filter(({ field }) => !left.has(field))
    .map(({ field, vi, en }): RecordColumn => ({
      field,
      header: { vi, en },
      short: SHORT[field] ?? field,
      kind: NUMBERS.has(field) ? 'number' : DAYS.has(field) ? 'day' : 'text',
      width: WIDE[field] ?? 14,
    }));
  const note = own.findIndex(({ field }) => field === 'note');
  const bands = kind === 'incidents' ? BANDS : [];
  return [...own.slice(0, note), ...bands, ...BEFORE_NOTE, own[note], ...AFTER];
}

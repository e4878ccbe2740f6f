import type { ImportedRecord, ImportPreview } from '#geo/contract/imports.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import { fold } from '../../text/fold.ts';
import { nameOfType } from '../../text/type-names.ts';
import type { Words } from '../coverage/figure-text.ts';
import { agencyName, agencyShortName, daysText } from '../inspector/record-text.ts';
import { rowLabel } from './bad-rows.ts';

/** A good row as it will read once it is stored. */
export interface RecordInWords {
  row: string;
  days: string;
  type: string;
  agencies: string;
  /** The same, as short as tables say it. */
  agenciesShort: string;
  place: string;
  /** The same as the file writes it, where that says something else; otherwise empty. */
  written: string;
  precision: string;
  note: string;
}

export function recordInWords(
  record: ImportedRecord,
  file: ImportPreview['format'],
  register: Register | undefined,
  words: Words,
): RecordInWords {
  const { t, format, lang } = words;
  return {
    row: rowLabel(record.row, file, words),
    days: daysText(record, format),
    type: nameOfType(record.type, lang),
    agencies: record.orgUnitIds.map((id) => agencyName(register, id, words)).join(', '),
    agenciesShort: record.orgUnitIds.map((id) => agencyShortName(register, id, words)).join(', '),
    place: lang === 'vi' ? record.placeVi : record.placeEn,
    written: fold(record.placeVi).includes(fold(record.written)) ? '' : record.written,
    precision: t(`import.precision.${record.precision}`),
    note: record.note,
  };
}

import { encodingsOffered, type ImportEncoding, type ImportPreview } from '#geo/contract/imports.contract.ts';
import type { ApiError } from '../../api/api-error.ts';
import type { Words } from '../coverage/figure-text.ts';

/** Where an import stands; one at a time. */
export type ImportStep =
  | { kind: 'choose'; error?: ApiError }
  | { kind: 'encoding'; file: File; offers: EncodingOffer[] }
  | { kind: 'reading'; file: File }
  | { kind: 'preview'; file: File; preview: ImportPreview }
  | { kind: 'storing'; file: File; preview: ImportPreview };

export interface EncodingOffer {
  encoding: ImportEncoding;
  sample: { vi: string; en: string };
}

export const MOST_BYTES = 50 * 1024 * 1024;

/** The readings that a refused file may have, likeliest first; none when it was refused for another reason. */
export function offersOf(error: ApiError): EncodingOffer[] {
  const { code, sentence: message, place } = error;
  return encodingsOffered({ error: { code, message, place, faults: [...error.faults] } });
}

/** Why the button that stores is closed; undefined when it is open. */
export function confirmRefusal(preview: ImportPreview, mayConfirm: boolean, { t, format }: Words): string | undefined {
  if (!mayConfirm) return t('import.blocked.permission');
  if (preview.badTotal > 0) return t('import.blocked.bad', { n: format.number(preview.badTotal) });
  return preview.good === 0 ? t('import.blocked.empty') : undefined;
}

const FIELDS = [
  'type',
  'lead',
  'partners',
  'firstOn',
  'lastOn',
  'subScheme',
  'status',
  'evidence',
  'documentNumber',
  'route',
  'fromKm',
  'toKm',
  'lng',
  'lat',
  'commune',
  'extent',
  'site',
  'uncertaintyM',
  'howFound',
  'reportedTo',
  'victimsRescued',
  'note',
  'geometry',
  'place',
] as const;

/** A heading in words where the file has the field's own name (as GeoJSON does); otherwise as the file writes it. */
export function headingOf(column: string, { t }: Words): string {
  const field = FIELDS.find((name) => name === column);
  return field ? t(`import.field.${field}`) : column;
}

/** Row of the data; in a CSV also the line that a spreadsheet shows, as the heading is its line 1. */
export function rowLabel(row: number, file: ImportPreview['format'], { t, format }: Words): string {
  if (file !== 'csv') return format.number(row);
  return t('import.row.inFile', { row: format.number(row), line: format.number(row + 1) });
}

/** Columns of the sample that hold anything, in the order of the file. */
export function sampleColumns(sample: ImportPreview['sample']): string[] {
  const columns = new Set<string>();
  for (const row of sample) for (const [name, value] of Object.entries(row)) if (value !== '') columns.add(name);
  return [...columns];
}

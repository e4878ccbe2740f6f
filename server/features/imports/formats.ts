import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import { readCsv } from './read-csv.ts';
import { readGeojson } from './read-geojson.ts';
import type { RawTable } from './raw-table.ts';

interface FileFormat {
  id: ImportFormat;
  /** Whether a decoded text is in this format; asked in order, the first yes wins. */
  matches: (text: string, fileName: string) => boolean;
  read: (text: string) => RawTable;
}

/** The formats that can be imported; the text decides before the file's name does. */
export const FILE_FORMATS: readonly FileFormat[] = [
  {
    id: 'geojson',
    matches: (text, name) => /^\ufeff?\s*[{[]/.test(text) || /\.(geo)?json$/i.test(name),
    read: readGeojson,
  },
  { id: 'csv', matches: () => true, read: readCsv },
];

export function formatOf(text: string, fileName: string): FileFormat {
  return FILE_FORMATS.find((format) => format.matches(text, fileName))!;
}

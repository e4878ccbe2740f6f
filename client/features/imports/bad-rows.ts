import type { BadRow, ImportPreview } from '#geo/contract/imports.contract.ts';
import type { Words } from '../coverage/figure-text.ts';

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

/** Line of a text file that a spreadsheet shows for a row, as the heading is its line 1; undefined for other formats. */
export function lineOf(row: number, format: ImportPreview['format']): number | undefined {
  return format === 'csv' ? row + 1 : undefined;
}

/** Row of the data; in a CSV also the line that a spreadsheet shows. */
export function rowLabel(row: number, file: ImportPreview['format'], { t, format }: Words): string {
  const line = lineOf(row, file);
  if (line === undefined) return format.number(row);
  return t('import.row.inFile', { row: format.number(row), line: format.number(line) });
}

/** The columns that faults are about, the commonest first, with their number. */
export function faultyColumns(bad: readonly BadRow[]): { column: string; faults: number }[] {
  const counts = new Map<string, number>();
  for (const { column } of bad) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].map(([column, faults]) => ({ column, faults })).sort((a, b) => b.faults - a.faults);
}

/**
 * The list of faults as a CSV to hand to whoever wrote the file: semicolons
 * and a byte order mark, so that Excel shows Vietnamese. Cells that a
 * spreadsheet would take for a formula are defused with an apostrophe.
 */
export function faultsAsCsv(preview: Pick<ImportPreview, 'bad' | 'format'>, words: Words): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = ['import.column.row', 'import.column.line', 'import.column.column', 'import.column.fault'] as const;
  const rows = preview.bad.map(({ row, column, message }) => [
    String(row),
    String(lineOf(row, preview.format) ?? ''),
    headingOf(column, words),
    words.pick(message),
  ]);
  const lines = [head.map((key) => words.t(key)), ...rows].map((cells) => cells.map(cell).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

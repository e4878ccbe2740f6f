import { lineInFile } from '#geo/contract/file-line.ts';
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

export function rowLabel(row: number, file: ImportPreview['format'], { format }: Words): string {
  return format.number(lineInFile(row, file));
}

/** Letters of a fault that surely fit in a line of the table. */
const LINE_LENGTH = 90;

/** Px of a row in the table of faults: as many lines as the longest fault needs, four at most. */
export function faultRowHeight(bad: readonly BadRow[], { pick }: Pick<Words, 'pick'>): number {
  const longest = bad.reduce((most, { message }) => Math.max(most, pick(message).length), 0);
  return 14 + 16 * Math.min(4, Math.max(1, Math.ceil(longest / LINE_LENGTH)));
}

/** The columns that faults are about, the commonest first, with their number. */
export function faultyColumns(bad: readonly BadRow[]): { column: string; faults: number }[] {
  const counts = new Map<string, number>();
  for (const { column } of bad) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].map(([column, faults]) => ({ column, faults })).sort((a, b) => b.faults - a.faults);
}

type Faulty = Pick<ImportPreview, 'bad' | 'format'>;

/**
 * The list of faults as a CSV to hand to whoever wrote the file: semicolons
 * and a byte order mark, so that Excel shows Vietnamese. Cells that a
 * spreadsheet would take for a formula are defused with an apostrophe.
 */
export function faultsAsCsv(preview: Faulty, words: Words): string {
  const cell = (text: string) => {
    const safe = defused(text);
    return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${faultTable(preview, words)
    .map((cells) => cells.map(cell).join(';'))
    .join('\r\n')}\r\n`;
}

/** The same for the clipboard: pasted into a sheet, each part has its column. */
export function faultsAsText(preview: Faulty, words: Words): string {
  return faultTable(preview, words)
    .map((cells) => cells.map((text) => defused(text).replace(/\s+/g, ' ')).join('\t'))
    .join('\n');
}

const defused = (text: string) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);

function faultTable({ bad, format }: Faulty, words: Words): string[][] {
  const head = ['import.column.row', 'import.column.column', 'import.column.fault'] as const;
  return [
    head.map((key) => words.t(key)),
    ...bad.map(({ row, column, message }) => [
      String(lineInFile(row, format)),
      headingOf(column, words),
      words.pick(message),
    ]),
  ];
}

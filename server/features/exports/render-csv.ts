import { dayLabel } from '#geo/domain/period-label.ts';
import { withGuard } from '../imports/formula-cells.ts';
import type { ExportCell, ExportColumn, ExportTable, Lang } from './export-table.ts';

/**
 * CSV that opens right by a double click in Excel: UTF-8 with BOM (without it
 * Excel reads the system's code page), CRLF. In Vietnamese: `;` between cells
 * and the decimal comma, since Excel under a comma-decimal locale splits at
 * `;` and would read 1.234 as one thousand two hundred thirty-four. In
 * English: `,` and the decimal point. No `sep=` line: Excel then ignores the
 * BOM, and every other program reads it as data.
 */
export function renderCsv(table: ExportTable, lang: Lang): string {
  const delimiter = lang === 'vi' ? ';' : ',';
  const lines = [
    table.columns.map((c) => quote(withGuard(c.header[lang]))),
    ...table.rows.map((row) => row.map((cell, i) => csvCell(cell, table.columns[i], lang))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(delimiter)).join('\r\n')}\r\n`;
}

function csvCell(cell: ExportCell, column: ExportColumn, lang: Lang): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberText(cell, lang);
  if (typeof cell === 'object') return lang === 'vi' ? dayLabel(cell.on, 'vi') : cell.on;
  if (column.kind === 'day' && lang === 'vi') return cell.split('-').reverse().join('/');
  return quote(withGuard(cell));
}

/** All digits of the number, never an exponent that a spreadsheet might show as text. */
function numberText(value: number, lang: Lang): string {
  const plain = String(value);
  const text = plain.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : plain;
  return lang === 'vi' ? text.replace('.', ',') : text;
}

/** Quotes every text that holds anything programs take for a delimiter, whatever ours is: they look for it in the heading. */
function quote(text: string): string {
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

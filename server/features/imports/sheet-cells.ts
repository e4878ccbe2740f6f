import type { CellValue, Sheet } from 'hucre/xlsx';
import type { ErrorCode, Message } from '#geo/domain/errors.ts';
import { FORMULA_REFUSED } from './formula-cells.ts';

/** What a cell holds as text: days as yyyy-MM-dd, numbers with a decimal point. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16);
  }
  // 1.234 as text could be a thousand and more; as a cell’s number it cannot.
  if (typeof value === 'number') return String(value).replace(/^(-?\d{1,3}\.\d{3})$/, '$10');
  return String(value).trim().normalize('NFC');
}

/** Why a cell cannot be taken as it stands: it is computed, or an error. */
export function cellRefusal(
  sheet: Sheet,
  row: number,
  column: number,
): { code: ErrorCode; message: Message } | undefined {
  const cell = sheet.cells?.get(`${row},${column}`);
  if (cell?.type === 'error') {
    const shown = typeof cell.value === 'string' ? cell.value.slice(0, 20) : '';
    return {
      code: 'field.malformed',
      message: { vi: `Ô báo lỗi ${shown}; hãy sửa trong bảng tính.`, en: `The cell is an error ${shown}; mend it.` },
    };
  }
  return cell?.formula === undefined && cell?.type !== 'formula' ? undefined : FORMULA_REFUSED;
}

import { numberText } from '../../imports/readers/table-builder.ts';
import type { RecordCell } from '../record-table.ts';

/** A text inside an XML element or attribute. What XML cannot hold was taken out where the cell was made. */
export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A cell as text that reads back one way only. */
export const cellText = (cell: NonNullable<RecordCell>): string => (typeof cell === 'number' ? numberText(cell) : cell);

import type { ImportFormat } from './imports.contract.ts';

/**
 * Number of a data row as people find it in the file: in what opens as a
 * table, the number that the table shows beside it, where the heading counts;
 * elsewhere that of the feature.
 * @param row 1 = first data row
 */
export function lineInFile(row: number, format: ImportFormat): number {
  return format === 'csv' || format === 'xlsx' ? row + 1 : row;
}

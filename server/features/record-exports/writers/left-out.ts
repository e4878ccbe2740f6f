import type { Message } from '#geo/domain/errors.ts';
import type { RecordTable } from '../record-table.ts';

const DRAWN = new Set(['track', 'line', 'polygon']);

/** Says how many drawn places a table of texts and numbers leaves out. */
export function shapesLeftOut({ rows }: RecordTable): Message[] {
  const count = rows.filter(({ placeKind }) => DRAWN.has(placeKind)).length;
  if (count === 0) return [];
  return [
    {
      vi: `${count} bản ghi có vị trí là đường hoặc vùng vẽ: bảng không giữ được hình; hãy xuất GeoPackage hoặc GeoJSON.`,
      en: `${count} records have a drawn line or polygon as their place, which a table does not hold; export GeoPackage or GeoJSON.`,
    },
  ];
}

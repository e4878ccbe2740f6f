import { shown, type RowReader } from './row-reader.ts';

/**
 * The place as the row writes it, to be read beside what it became: the cells of
 * all ways to say where. Empty where the file only draws it.
 */
export function writtenPlaceOf(row: RowReader): string {
  const joined = (fields: readonly string[], by: string) =>
    fields
      .map((field) => row.text(field))
      .filter((text) => text !== '')
      .join(by);
  return shown(
    [
      row.text('place'),
      row.text('site'),
      [row.text('route'), joined(['fromKm', 'toKm'], ' – ')].filter((text) => text !== '').join(' '),
      ...[
        ['lng', 'lat'],
        ['x', 'y'],
        ['northing', 'easting'],
      ].map((pair) => joined(pair, ' ')),
      row.text('commune'),
    ]
      .filter((text) => text !== '')
      .join(', '),
    WRITTEN_SHOWN,
  );
}

/** Enough for a place of several parts and a list of communes. */
const WRITTEN_SHOWN = 200;

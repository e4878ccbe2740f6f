import type { WriteRecords } from '../record-table.ts';

/** A FeatureCollection (RFC 7946, WGS 84), one feature a record, without geometry where its place has none. */
export const writeGeojson: WriteRecords = ({ kind, lang, columns, rows, notes }) => {
  const features = rows.map(({ cells, geometry }) => {
    const properties = Object.fromEntries(
      cells.flatMap((cell, i) => (cell === null || cell === '' ? [] : [[columns[i].header[lang], cell]])),
    );
    return JSON.stringify({ type: 'Feature', properties, geometry });
  });
  const head = JSON.stringify({ type: 'FeatureCollection', name: kind, notes }).slice(0, -1);
  return { body: `${head},"features":[\n${features.join(',\n')}\n]}\n`, leftOut: [] };
};

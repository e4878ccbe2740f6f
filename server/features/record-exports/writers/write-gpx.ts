import type { LngLat } from '#geo/domain/geometry.ts';
import type { RecordRow, RecordTable, WriteRecords } from '../record-table.ts';
import { cellText, xmlText } from './xml-text.ts';

/** Of our own elements: a name, never fetched. */
const NAMESPACE = 'urn:trong-diem:records';

/**
 * GPX 1.1: points as waypoints, lines as tracks, the cells as extensions. It
 * has no polygons and no record without a place; those are left out and said.
 */
export const writeGpx: WriteRecords = (table) => {
  const waypoints: string[] = [];
  const tracks: string[] = [];
  let left = 0;
  for (const row of table.rows) {
    const { geometry } = row;
    const about = `<name>${xmlText(row.label)}</name>`;
    const extensions = extensionsOf(table, row);
    if (geometry?.type === 'Point') {
      const [lng, lat] = geometry.coordinates;
      waypoints.push(`<wpt lat="${lat}" lon="${lng}">${about}${extensions}</wpt>`);
    } else if (geometry?.type === 'LineString' || geometry?.type === 'MultiLineString') {
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      tracks.push(`<trk>${about}${extensions}${lines.map(segment).join('')}</trk>`);
    } else left += 1;
  }
  const leftOut =
    left === 0
      ? []
      : [
          {
            vi: `${left} bản ghi có vị trí là vùng, xã hoặc cả tỉnh: GPX không giữ được; hãy xuất GeoPackage hoặc GeoJSON.`,
            en: `${left} records have a polygon, communes or the province as their place, which GPX does not hold; export GeoPackage or GeoJSON.`,
          },
        ];
  const notes = [...table.notes, ...leftOut.map((message) => message[table.lang])];
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<gpx version="1.1" creator="trong-diem" xmlns="http://www.topografix.com/GPX/1/1" xmlns:td="${NAMESPACE}">`,
    `<metadata><name>${table.kind}</name>${notes.length > 0 ? `<desc>${xmlText(notes.join('\n'))}</desc>` : ''}</metadata>`,
    ...waypoints,
    ...tracks,
    '</gpx>',
    '',
  ];
  return { body: body.join('\n'), leftOut };
};

const segment = (line: readonly LngLat[]): string =>
  `<trkseg>${line.map(([lng, lat]) => `<trkpt lat="${lat}" lon="${lng}"/>`).join('')}</trkseg>`;

/** Element names are ASCII: the short names, which our import knows. */
function extensionsOf({ columns }: RecordTable, { cells }: RecordRow): string {
  const elements = columns.map(({ short }, i) => {
    const cell = cells[i];
    return cell === null || cell === '' ? '' : `<td:${short}>${xmlText(cellText(cell))}</td:${short}>`;
  });
  return `<extensions>${elements.join('')}</extensions>`;
}

import type { LngLat } from '#geo/domain/geometry.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import type { RecordTable, WriteRecords } from '../record-table.ts';
import { cellText, xmlText } from './xml-text.ts';

/**
 * KML 2.2: a placemark a record, its cells as extended data, its days as a
 * time span; one whose place is no shape has none.
 */
export const writeKml: WriteRecords = (table) => {
  const { kind, lang, rows, notes } = table;
  const name = {
    measures: { vi: 'Biện pháp', en: 'Measures' },
    incidents: { vi: 'Vụ việc', en: 'Incidents' },
  }[kind][lang];
  const description = notes.length > 0 ? `<description>${xmlText(notes.join('\n'))}</description>` : '';
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    `<Document><name>${name}</name>${description}`,
    ...rows.map((row) => placemark(table, row)),
    '</Document>',
    '</kml>',
    '',
  ];
  return { body: body.join('\n'), leftOut: [] };
};

function placemark({ columns, lang }: RecordTable, { cells, geometry, label }: RecordTable['rows'][number]): string {
  const data = columns.map(({ header, short }, i) => {
    const cell = cells[i];
    if (cell === null || cell === '') return '';
    // The name is for programs, which launder what is not ASCII; people are shown the other.
    return `<Data name="${short}"><displayName>${xmlText(header[lang])}</displayName><value>${xmlText(cellText(cell))}</value></Data>`;
  });
  const day = (field: string) => String(cells[columns.findIndex((column) => column.field === field)]);
  return [
    `<Placemark><name>${xmlText(label)}</name>`,
    `<TimeSpan><begin>${day('firstOn')}</begin><end>${day('lastOn')}</end></TimeSpan>`,
    `<ExtendedData>${data.join('')}</ExtendedData>`,
    `${geometry ? shape(geometry) : ''}</Placemark>`,
  ].join('');
}

const coordinates = (line: readonly LngLat[]): string =>
  `<coordinates>${line.map(([lng, lat]) => `${lng},${lat}`).join(' ')}</coordinates>`;
const ring = (line: readonly LngLat[]): string => `<LinearRing>${coordinates(line)}</LinearRing>`;

function shape(geometry: PlaceGeometry): string {
  switch (geometry.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${coordinates(geometry.coordinates)}</LineString>`;
    case 'Polygon': {
      const [outer, ...holes] = geometry.coordinates;
      const inner = holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('');
      return `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${inner}</Polygon>`;
    }
    case 'MultiLineString':
      return `<MultiGeometry>${geometry.coordinates.map((part) => shape({ type: 'LineString', coordinates: part })).join('')}</MultiGeometry>`;
    case 'MultiPolygon':
      return `<MultiGeometry>${geometry.coordinates.map((part) => shape({ type: 'Polygon', coordinates: part })).join('')}</MultiGeometry>`;
  }
}

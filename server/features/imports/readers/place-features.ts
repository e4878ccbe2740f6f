import type { Message } from '#geo/domain/errors.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { RawTable } from '../raw-table.ts';
import { systemOfName, type CoordinateSystem } from './coordinate-system.ts';
import { cleanHeader } from './table-builder.ts';
import { eachPosition } from './vertices.ts';

/** Beyond any degree, short of any northing. */
const METRES_FROM = 1_000;

/** What a file says of its coordinates: a system that is read, the words it used, or nothing. */
export interface Declared {
  system: CoordinateSystem | undefined;
  /** How the file calls it, to say so where it is not read; empty where it says nothing. */
  text: string;
}

/**
 * Brings a table's geometries to WGS 84 [lng, lat] in place: drops heights and
 * measures, turns northing before easting around, and asks where the numbers
 * are metres and the file does not say of which system.
 * @param answer the system chosen by the person, e.g. `EPSG:5897`
 */
export function placeFeatures(table: RawTable, declared: Declared, answer: string | undefined): RawTable {
  const seen = survey(table);
  const system = declared.system ?? (seen.metric ? answer && systemOfName(answer) : systemOfName('EPSG:4326'));
  if (!system) {
    if (!seen.metric) return table;
    const remarks =
      declared.text === '' ? table.remarks : [...table.remarks, unknownSystem(cleanHeader(declared.text))];
    return { ...table, remarks, coordinateSystem: null, asksCoordinateSystem: true };
  }
  const remarks = [...table.remarks];
  if (declared.system === undefined && seen.positions > 0) remarks.push(assumed(system.id));
  if (seen.swapped && system.metric) remarks.push(SWAPPED);
  for (const { geometry } of table.rows) {
    eachPosition(geometry, (position) => {
      const [x, y] = seen.swapped && system.metric ? [position[1], position[0]] : position;
      const [lng, lat] = system.toWgs84(x, y) as LngLat;
      position[0] = lng;
      position[1] = lat;
      position.length = 2;
    });
  }
  return { ...table, remarks, coordinateSystem: system.id };
}

interface Survey {
  positions: number;
  metric: boolean;
  /** All northings (some 2,000 km here) stand before their eastings. */
  swapped: boolean;
}

function survey(table: RawTable): Survey {
  let positions = 0;
  let metres = 0;
  let northingsFirst = 0;
  for (const { geometry } of table.rows) {
    eachPosition(geometry, ([x, y]) => {
      positions += 1;
      if (Math.abs(x) > METRES_FROM || Math.abs(y) > METRES_FROM) metres += 1;
      if (x > 1_000_000 && x < 3_000_000 && Math.abs(y) < 1_000_000) northingsFirst += 1;
    });
  }
  return { positions, metric: 2 * metres > positions, swapped: positions > 0 && northingsFirst === positions };
}

const SWAPPED: Message = {
  vi: 'Tọa độ ghi bắc trước đông; đã đổi lại.',
  en: 'The coordinates have the northing before the easting; they were turned around.',
};
const unknownSystem = (text: string): Message => ({
  vi: `Hệ tọa độ của tệp không đọc được: ${text.slice(0, 80)}.`,
  en: `The file’s coordinate system is not one that is read: ${text.slice(0, 80)}.`,
});
const assumed = (id: string): Message => ({
  vi: `Tệp không ghi hệ tọa độ; đọc theo ${id}.`,
  en: `The file does not say its coordinate system; read as ${id}.`,
});

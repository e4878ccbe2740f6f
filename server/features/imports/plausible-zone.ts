import type { Message } from '#geo/domain/errors.ts';
import { metreReadings, zoneName } from '#geo/places/metre-readings.ts';
import type { Vn2000Epsg } from '#geo/geometry/vn2000.ts';
import { COORDINATE_QUESTION_ID } from './coordinate-question.ts';
import { isMetres, METRES_QUESTION_ID, PAIRS, valuesOf } from './coordinate-cells.ts';
import type { RawTable } from './raw-table.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { RowReader } from './row-reader.ts';

/** Rows that are looked at, spread over the file. */
const LOOKED_AT = 500;

/**
 * The one VN-2000 zone in which all positions of a table lie within the
 * province, as the answer to the question that would be asked; undefined where
 * several zones are plausible, or none, or nothing is in metres.
 */
export function plausibleZone(
  table: RawTable,
  headerOf: ReadonlyMap<string, string>,
  lookup: RegisterLookup,
): { questionId: string; answer: string; remark: Message } | undefined {
  const isDrawn = table.asksCoordinateSystem === true;
  const step = Math.max(1, Math.floor(table.rows.length / LOOKED_AT));
  let zones: Set<Vn2000Epsg> | undefined;
  for (let i = 0; i < table.rows.length; i += step) {
    const row = new RowReader(table.rows[i], { headerOf });
    const pair = isDrawn ? firstPosition(row.geometry) : metresOf(row);
    if (pair === undefined) continue;
    const inside = pair[0]
      .flatMap((first) => pair[1].flatMap((second) => metreReadings(first, second)))
      .filter(({ lngLat }) => lookup.communeAt(lngLat)?.isInside)
      .map(({ epsg }) => epsg);
    zones = new Set(inside.filter((epsg) => zones === undefined || zones.has(epsg)));
    if (zones.size === 0) return undefined;
  }
  if (zones?.size !== 1) return undefined;
  const [epsg] = zones;
  const name = zoneName(epsg);
  return {
    questionId: isDrawn ? COORDINATE_QUESTION_ID : METRES_QUESTION_ID,
    answer: `EPSG:${epsg}`,
    remark: {
      vi: `Tọa độ mét đọc theo ${name}: chỉ hệ này đặt mọi vị trí vào trong tỉnh.`,
      en: `The metres are read in ${name}: no other zone puts every position within the province.`,
    },
  };
}

type Numbers = readonly [readonly number[], readonly number[]];

function metresOf(row: RowReader): Numbers | undefined {
  const pair = PAIRS.find((fields) => fields.every((field) => row.has(field)));
  if (pair === undefined) return undefined;
  const [firsts, seconds] = pair.map((field) => valuesOf(row, field).filter(isMetres));
  return firsts.length > 0 && seconds.length > 0 ? [firsts, seconds] : undefined;
}

function firstPosition(geometry: unknown): Numbers | undefined {
  let first = (geometry as { coordinates?: unknown } | null | undefined)?.coordinates;
  while (Array.isArray(first) && Array.isArray(first[0])) first = first[0] as unknown;
  const [x, y] = Array.isArray(first) ? (first as unknown[]) : [];
  return typeof x === 'number' && typeof y === 'number' ? [[x], [y]] : undefined;
}

import type { LngLat } from '../domain/geometry.ts';
import { isInSurroundings } from '../domain/place-rules.ts';
import { VN2000_ZONES, vn2000ToWgs84, type Vn2000Epsg } from '../geometry/vn2000.ts';

/** VN-2000's zones in the order in which they are likely here: the province's own first. */
export const EPSG_CODES: readonly Vn2000Epsg[] = [9208, 5897, 3405, 3406];

/** A pair of metres in one of VN-2000's zones, and where that lies. */
export interface MetreReading {
  epsg: Vn2000Epsg;
  easting: number;
  northing: number;
  /** The second number is the easting: the northing was written first. */
  northingFirst: boolean;
  lngLat: LngLat;
}

/** A northing and an easting beyond these cannot lie in the province's surroundings in any zone. */
const NORTHING: readonly [number, number] = [2_000_000, 2_270_000];
const EASTING: readonly [number, number] = [-320_000, 720_000];

const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

/**
 * Every zone and order in which two numbers of metres lie in the province's
 * surroundings. The two TM-3 zones put one pair 26 km apart, UTM 620 m from
 * TM-3 of the same meridian, so that several readings are the rule.
 */
export function metreReadings(
  first: number,
  second: number,
  zones: readonly Vn2000Epsg[] = EPSG_CODES,
): MetreReading[] {
  const readings: MetreReading[] = [];
  for (const northingFirst of [false, true]) {
    const [easting, northing] = northingFirst ? [second, first] : [first, second];
    if (!within(northing, NORTHING) || !within(easting, EASTING)) continue;
    for (const epsg of zones) {
      const lngLat = vn2000ToWgs84(easting, northing, epsg);
      if (isInSurroundings(lngLat)) readings.push({ epsg, easting, northing, northingFirst, lngLat });
    }
  }
  return readings;
}

const MERIDIANS: Readonly<Record<number, string>> = { 104.75: '104°45′', 105: '105°00′', 111: '111°00′' };

/** `VN-2000 / TM-3 104°45′ (EPSG:9208)`, the same in both languages. */
export function zoneName(epsg: Vn2000Epsg): string {
  const { centralMeridianDeg, scaleFactor } = VN2000_ZONES[epsg];
  const projection = scaleFactor === 0.9996 ? `UTM ${epsg === 3405 ? '48N' : '49N'}` : 'TM-3';
  return `VN-2000 / ${projection} ${MERIDIANS[centralMeridianDeg]} (EPSG:${epsg})`;
}

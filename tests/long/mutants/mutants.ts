import { readFileSync } from 'node:fs';
import { changeArchive } from './change-archive.ts';
import { changeBytes } from './change-bytes.ts';
import { changeGeopackage } from './change-geopackage.ts';
import { changeCsv, changeJson, changeXml } from './change-text.ts';
import { randomOf, type Random } from './random.ts';

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

/** A good file of each format, and how one that is still of the format is changed. */
const SPECIES: Record<string, { good: Uint8Array; change: (good: Uint8Array, random: Random) => Uint8Array }> = {
  csv: {
    good: readFileSync(new URL('../../../data/samples/measures-good.csv', import.meta.url)),
    change: changeCsv,
  },
  xlsx: {
    good: fixture('imports-xlsx/merged-headings.xlsx'),
    change: (good, random) => changeArchive(good, random, () => changeXml),
  },
  geojson: { good: fixture('imports-geo/gdal/written-rfc7946.geojson'), change: changeJson },
  gpx: { good: fixture('imports-geo/gdal/tracks.gpx'), change: changeXml },
  kml: { good: fixture('imports-geo/gdal/plain.kml'), change: changeXml },
  kmz: {
    good: fixture('imports-geo/gdal/libkml.kmz'),
    change: (good, random) => changeArchive(good, random, () => changeXml),
  },
  shapefile: {
    good: fixture('imports-geo/gdal/vn2000-9208-utf8.zip'),
    change: (good, random) => changeArchive(good, random, () => changeBytes),
  },
  geopackage: { good: fixture('imports-geo/gdal/vn2000-9208.gpkg'), change: changeGeopackage },
};
export const FORMATS = Object.keys(SPECIES);

export const goodFile = (format: string): Uint8Array => SPECIES[format].good;

/**
 * The n-th mutant of a format: one in four a file whose bytes were changed
 * blindly, the others changed inside and written again as the format asks.
 */
export function mutantOf(format: string, seed: number, n: number): Uint8Array {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) + n);
  const { good, change } = SPECIES[format];
  return n % 4 === 0 ? changeBytes(good, random) : change(good, random);
}

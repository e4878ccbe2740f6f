import type { LngLat } from '#geo/domain/geometry.ts';
import { createTransverseMercator, WGS84_ELLIPSOID } from '#geo/geometry/transverse-mercator.ts';
import { vn2000DegreesToWgs84, VN2000_ZONES } from '#geo/geometry/vn2000.ts';

/** Where the numbers of a file mean, as WGS 84 degrees. */
export interface CoordinateSystem {
  /** `EPSG:9208`, or how the file calls it where it has no number here. */
  id: string;
  toWgs84: (x: number, y: number) => LngLat;
  /** Whether its numbers are metres. */
  metric: boolean;
}

const DEG = Math.PI / 180;
const MAX_WKT_LENGTH = 20_000;
const WEB_RADIUS_M = 6_378_137;

const same = (x: number, y: number): LngLat => [x, y];
const onVn2000 = (x: number, y: number): LngLat => vn2000DegreesToWgs84([x, y]);

interface Zone {
  centralMeridianDeg: number;
  scaleFactor: number;
  falseEastingM?: number;
  falseNorthingM?: number;
}

/** Transverse Mercator on the ellipsoid that WGS 84 and VN-2000 share; `datum` brings its degrees to WGS 84. */
function fromZone(zone: Zone, datum: (x: number, y: number) => LngLat): CoordinateSystem['toWgs84'] {
  const { centralMeridianDeg, scaleFactor, falseEastingM = 500_000, falseNorthingM = 0 } = zone;
  const mercator = createTransverseMercator({
    ellipsoid: WGS84_ELLIPSOID,
    centralMeridianDeg,
    scaleFactor,
    falseEastingM,
    falseNorthingM,
  });
  const out: LngLat = [0, 0];
  return (x, y) => {
    mercator.inverse(x, y, out, 0);
    return datum(out[0], out[1]);
  };
}

const webMercator = (x: number, y: number): LngLat => [
  x / WEB_RADIUS_M / DEG,
  (2 * Math.atan(Math.exp(y / WEB_RADIUS_M)) - Math.PI / 2) / DEG,
];

/** Central meridians of VN-2000's TM-3 zones (EPSG), beside those of the province itself. */
const TM3_MERIDIANS: Readonly<Record<number, number>> = {
  5896: 102,
  5898: 108,
  5899: 107.75,
  9205: 103,
  9206: 104,
  9207: 104.5,
  9209: 105.5,
  9210: 105.75,
  9211: 106,
  9212: 106.25,
  9213: 106.5,
  9214: 107,
  9215: 107.25,
  9216: 107.5,
  9217: 108.25,
  9218: 108.5,
};

function systemOfEpsg(epsg: number): CoordinateSystem | undefined {
  const id = `EPSG:${epsg}`;
  if (epsg === 4326 || epsg === 4979) return { id: 'EPSG:4326', toWgs84: same, metric: false };
  if (epsg === 4756) return { id, toWgs84: onVn2000, metric: false };
  if (epsg === 3857 || epsg === 900913) return { id: 'EPSG:3857', toWgs84: webMercator, metric: true };
  if (epsg >= 32601 && epsg <= 32660) {
    const zone = { centralMeridianDeg: (epsg - 32600) * 6 - 183, scaleFactor: 0.9996 };
    return { id, toWgs84: fromZone(zone, same), metric: true };
  }
  const own = VN2000_ZONES[epsg as keyof typeof VN2000_ZONES] as Zone | undefined;
  const zone = own ?? (epsg in TM3_MERIDIANS ? { centralMeridianDeg: TM3_MERIDIANS[epsg], scaleFactor: 0.9999 } : null);
  return zone ? { id, toWgs84: fromZone(zone, onVn2000), metric: true } : undefined;
}

/** `EPSG:9208`, `urn:ogc:def:crs:EPSG::9208`, `urn:ogc:def:crs:OGC:1.3:CRS84`; undefined where it is not one we read. */
export function systemOfName(name: string): CoordinateSystem | undefined {
  if (/CRS:?84h?$/i.test(name)) return systemOfEpsg(4326);
  const epsg = /^(?:urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?EPSG[:/][\w.]*[:/]?(\d{4,6})$/i.exec(
    name,
  );
  return epsg ? systemOfEpsg(Number(epsg[1])) : undefined;
}

/**
 * The system that a WKT (a .prj, or a row of gpkg_spatial_ref_sys) describes,
 * told by its datum and its projection's numbers: names and codes are often
 * missing or wrong in such files, the numbers are what computes.
 * @returns undefined where the datum or projection is not one we read
 */
export function systemOfWkt(wkt: string): CoordinateSystem | undefined {
  if (wkt.length > MAX_WKT_LENGTH) return undefined;
  const datum = datumOf(wkt);
  if (datum === undefined) return undefined;
  const projected = /^\s*(PROJCS|PROJCRS)\s*\[\s*"([^"]*)"/i.exec(wkt);
  if (projected === null) {
    const geographic = /^\s*(GEOGCS|GEOGCRS|GEODCRS)\s*\[/i.test(wkt);
    return geographic ? systemOfEpsg(datum === onVn2000 ? 4756 : 4326) : undefined;
  }
  if (/Mercator_Auxiliary_Sphere|Popular Visualisation|Pseudo.?Mercator/i.test(wkt)) {
    return datum === same ? systemOfEpsg(3857) : undefined;
  }
  if (!/(PROJECTION|METHOD)\s*\[\s*"(Transverse[_ ]Mercator|Gauss[_ ]Kruger)"/i.test(wkt)) return undefined;
  // The last unit that is none of angle is the projection's: only metres are read.
  const units = [...wkt.matchAll(/UNIT\s*\[\s*"([^"]*)"\s*,\s*([\d.]+)/gi)].filter(
    ([, name]) => !/^(degree|grad|unity)/i.test(name),
  );
  if (Number(units.at(-1)?.[2] ?? 1) !== 1) return undefined;
  const number = (...names: string[]) => {
    const found = new RegExp(
      `PARAMETER\\s*\\[\\s*"(?:${names.join('|')})"\\s*,\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`,
      'i',
    ).exec(wkt);
    return found === null ? undefined : Number(found[1]);
  };
  const zone = {
    centralMeridianDeg: number('central_meridian', 'Longitude of natural origin') ?? NaN,
    scaleFactor: number('scale_factor', 'Scale factor at natural origin') ?? 1,
    falseEastingM: number('false_easting') ?? number('False easting') ?? 0,
    falseNorthingM: number('false_northing') ?? number('False northing') ?? 0,
  };
  const origin = number('latitude_of_origin', 'Latitude of natural origin') ?? 0;
  if (!Object.values(zone).every(Number.isFinite) || origin !== 0) return undefined;
  return { id: codeOfZone(zone, datum) ?? projected[2].slice(0, 60), toWgs84: fromZone(zone, datum), metric: true };
}

function datumOf(wkt: string): CoordinateSystem['toWgs84'] | undefined {
  const name = /\b(?:DATUM|ENSEMBLE)\s*\[\s*"([^"]{0,200})"/i.exec(wkt)?.[1];
  if (name === undefined) return undefined;
  if (/viet_?\s?nam_?\s?2000|vn_?-?\s?2000/i.test(name)) return onVn2000;
  // How GDAL names a datum that was only given by the seven parameters of EPSG:6960.
  const shift = /TOWGS84\s*\[([^\]]*)\]/i.exec(wkt)?.[1] ?? /using_towgs84_([\d_-]+)/i.exec(name)?.[1];
  if (shift !== undefined) return /^\s*-191[._]9044/.test(shift) ? onVn2000 : isZero(shift) ? same : undefined;
  return /^(D_)?(WGS_?\s?(19)?84|World Geodetic System 1984( ensemble)?)$/i.test(name) ? same : undefined;
}

const isZero = (shift: string) => /^[\s0.,_-]*$/.test(shift);

function codeOfZone(zone: Required<Zone>, datum: CoordinateSystem['toWgs84']): string | undefined {
  if (zone.falseEastingM !== 500_000 || zone.falseNorthingM !== 0) return undefined;
  const is = (other: Zone) =>
    other.centralMeridianDeg === zone.centralMeridianDeg && other.scaleFactor === zone.scaleFactor;
  if (datum === same) {
    const utm = (zone.centralMeridianDeg + 183) / 6;
    return zone.scaleFactor === 0.9996 && Number.isInteger(utm) ? `EPSG:${32600 + utm}` : undefined;
  }
  const own = Object.entries(VN2000_ZONES).find(([, other]) => is(other))?.[0];
  const tm3 = Object.entries(TM3_MERIDIANS).find(([, at]) => is({ centralMeridianDeg: at, scaleFactor: 0.9999 }))?.[0];
  return own !== undefined || tm3 !== undefined ? `EPSG:${own ?? tm3}` : undefined;
}

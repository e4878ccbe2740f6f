import type { Vn2000Epsg } from '../geometry/vn2000.ts';
import { EPSG_CODES } from './metre-readings.ts';

/** What a text says of its coordinate system. */
export interface SystemHint {
  /** The text without the words that say it. */
  rest: string;
  datum: 'wgs84' | 'vn2000' | undefined;
  /** The zones of VN-2000 that are meant; all where nothing says which. */
  zones: readonly Vn2000Epsg[];
  /** A system that is not read. */
  foreign: string | undefined;
}

const TM3: Readonly<Record<string, Vn2000Epsg>> = { '104': 9208, '105': 5897 };
const UTM_MERIDIAN: Readonly<Record<string, Vn2000Epsg>> = { '105': 3405, '111': 3406 };
const KNOWN = new Set(['4326', '4756', ...EPSG_CODES.map(String)]);
const UTM: Readonly<Record<string, Vn2000Epsg>> = { '48': 3405, '49': 3406 };

const EPSG = /\bepsg\s{0,3}:?\s{0,3}(\d{4,5})\b/;
const DATUM = /\b(wgs|vn)[\s-]{0,3}(84|2000)\b/;
const MERIDIAN =
  /\b(?:ktt|kt truc|kinh tuyen(?: truc)?|central meridian)[\s:=]{0,3}(104|105|111)(?:[°o\s.,-]{1,3}(?:do\s{0,2})?(?:00|30|45|75|5|0)['′\s]{0,2}(?:phut)?|\s{0,2}do)?(?![.,]?\d)/;
const UTM_ZONE = /\butm[\s,-]{0,3}(?:zone|mui|khu)?[\s-]{0,3}(48|49)\s?[nq]?\b/;
const THREE_DEGREES = /\b(?:mui(?: chieu)?|zone)\s{0,2}([36])(?:\s{0,2}(?:do|°))?(?![.,]?\d)/;

/**
 * Takes “VN-2000, KTT 104°45'”, “EPSG:9208”, “UTM 48N”, “WGS 84” out of a
 * folded text. A central meridian of 105° is a zone's of 3° or of 6° (UTM 48N).
 */
export function readSystem(folded: string): SystemHint {
  let rest = folded;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found;
  };
  const epsg = take(EPSG)?.[1];
  const datum = take(DATUM);
  const meridian = take(MERIDIAN)?.[1];
  const utm = take(UTM_ZONE)?.[1];
  const degrees = take(THREE_DEGREES)?.[1];
  const isWgs = datum?.[1] === 'wgs' || epsg === '4326';
  if (epsg && !KNOWN.has(epsg)) return { rest, datum: undefined, zones: EPSG_CODES, foreign: `EPSG:${epsg}` };
  if (isWgs && (utm || meridian)) return { rest, datum: 'wgs84', zones: EPSG_CODES, foreign: 'WGS 84 / UTM' };
  if (isWgs) return { rest, datum: 'wgs84', zones: EPSG_CODES, foreign: undefined };
  const named = EPSG_CODES.filter((zone) => String(zone) === epsg || zone === UTM[utm ?? '']);
  const onMeridian = meridian
    ? [degrees === '6' ? undefined : TM3[meridian], degrees === '3' ? undefined : UTM_MERIDIAN[meridian]]
    : [];
  const zones = [...named, ...onMeridian.filter((zone) => zone !== undefined)];
  const isSaid = zones.length > 0 || datum !== null || epsg !== undefined;
  return {
    rest,
    datum: isSaid ? 'vn2000' : undefined,
    zones: zones.length > 0 ? zones : EPSG_CODES,
    foreign: undefined,
  };
}

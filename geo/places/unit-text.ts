import type { Message } from '../domain/errors.ts';
import type { FoundPlace, PlaceReading } from '../domain/found-place.ts';
import type { CommuneId } from '../domain/ids.ts';
import type { DayString } from '../domain/period.ts';
import { distinctReadings, placeValue } from './place-result.ts';
import { findUnitMentions, type UnitMention } from './unit-mentions.ts';
import { isInForce, readingOfUnit, type Districts } from './unit-readings.ts';
import type { PhraseIndex } from './phrase-index.ts';
import type { PlaceToken } from './place-tokens.ts';
import { LEVEL_OF_KIND, type NamedUnit } from './unit-names.ts';

export interface UnitRegister {
  names: PhraseIndex<NamedUnit>;
  districts: Districts;
}

/** What a text says of communes and districts: every reading that the day and the district leave. */
export interface UnitText {
  readings: PlaceReading[];
  /** Each name has the word for its kind: it is no site's. */
  hasKinds: boolean;
  read: Set<number>;
}

/** More readings than this of a list of communes are nobody's choice. */
const MOST_READINGS = 12;

const isCommuneLevel = (unit: NamedUnit): boolean => LEVEL_OF_KIND[unit.kind] === 'commune';
const isDistrict = (unit: NamedUnit): unit is Extract<NamedUnit, { level: 'district' }> => unit.level === 'district';

/** The units that a mention can mean on a day: those in force; where there are none, those that were or came to be. */
function unitsOn({ units, kind }: UnitMention, onDay: DayString): NamedUnit[] {
  const inForce = units.filter((unit) => isInForce(unit, onDay));
  if (inForce.length === 0) return [...units];
  // Without “xã” or “huyện”, a name that is today a commune's was a whole district's to many.
  const districts = kind === undefined ? units.filter((unit) => isDistrict(unit)) : [];
  return [...new Set([...inForce, ...districts])];
}

/** Parts the districts that only say where a commune lies from what is meant itself. */
function splitContext(mentions: readonly UnitMention[]): { meant: UnitMention[]; context: UnitMention[] } {
  const named = mentions.filter(({ units }) => units.some((unit) => unit.level !== 'province'));
  if (named.length < 2) return { meant: named.length > 0 ? named : [...mentions], context: [] };
  const couldBeDistrict = (m: UnitMention): boolean =>
    m.kind === undefined ? m.units.some(isDistrict) : LEVEL_OF_KIND[m.kind] === 'district';
  const mustBeCommune = (m: UnitMention): boolean => m.units.every(isCommuneLevel);
  const context = named.filter((m, i) => {
    if (!couldBeDistrict(m)) return false;
    if (m.kind !== undefined || m.units.every(isDistrict)) return true;
    // A bare name that is both: “Châu Bình, Quỳ Châu” means the district where a commune stands before it.
    return i > 0 && named.slice(0, i).some((other) => !couldBeDistrict(other) || mustBeCommune(other));
  });
  const meant = named.filter((m) => !context.includes(m));
  return meant.length > 0 ? { meant, context } : { meant: context, context: [] };
}

/** One mention's readings, in the district that the text names if it names one. */
function readingsOf(
  mention: UnitMention,
  context: readonly UnitMention[],
  register: UnitRegister,
  onDay: DayString,
  onlyCommunes: boolean,
): PlaceReading[] {
  const districtIds = new Set(context.flatMap((m) => m.units.filter(isDistrict).map((unit) => unit.districtId)));
  const lies = (unit: NamedUnit): boolean =>
    (unit.level === 'commune' || unit.level === 'old-unit') && unit.districtIds.some((id) => districtIds.has(id));
  const within = districtIds.size > 0 ? mention.units.filter(lies) : mention.units;
  const units = onlyCommunes ? within.filter(isCommuneLevel) : within;
  return distinctReadings(
    unitsOn({ ...mention, units }, onDay).map((unit) => readingOfUnit(unit, register.districts, onDay)),
  );
}

/** Every way to take one reading of each of several communes, as one place. */
function joined(lists: readonly PlaceReading[][]): PlaceReading[] {
  let rows: PlaceReading[][] = [[]];
  for (const list of lists) {
    rows = rows.flatMap((row) => list.map((reading) => [...row, reading]));
    if (rows.length > MOST_READINGS) return [];
  }
  return distinctReadings(rows.map(joinRow));
}

function joinRow(row: readonly PlaceReading[]): PlaceReading {
  const ids = new Set<CommuneId>();
  for (const { place } of row) {
    if (place.kind === 'communes' || place.kind === 'district') for (const id of place.communeIds) ids.add(id);
  }
  const place: FoundPlace = { kind: 'communes', communeIds: [...ids] };
  const join = (lang: keyof Message): string => [...new Set(row.map(({ readAs }) => readAs[lang]))].join('; ');
  return {
    value: placeValue(place),
    place,
    precision: row.some(({ precision }) => precision === 'district') ? 'district' : 'commune',
    readAs: { vi: join('vi'), en: join('en') },
    notes: row.flatMap(({ notes }) => notes),
  };
}

/**
 * “xã Châu Bình, Quỳ Châu”, “TT Mường Xén”, “TP Vinh”, “xã Nậm Cắn, xã Mường
 * Xén”: communes of today, units of before 1 July 2025 as the communes they
 * became part of, and districts. The register knows an old unit's district
 * only through its successor (see `districtsOfOldUnit`) and no unit that ended
 * before 1 December 2024. Undefined where no unit is named, or the district
 * that is named holds no unit of that name.
 * @param onlyCommunes a name is a commune's where it could be a district's too
 */
export function readUnitText(
  tokens: readonly PlaceToken[],
  skipped: ReadonlySet<number>,
  register: UnitRegister,
  toneless: boolean,
  onDay: DayString,
  onlyCommunes: boolean,
): UnitText | undefined {
  const { mentions, localities, read } = findUnitMentions(tokens, skipped, register.names, toneless);
  if (mentions.length === 0) return undefined;
  const { meant, context } = splitContext(mentions);
  const lists = meant.map((mention) => readingsOf(mention, context, register, onDay, onlyCommunes));
  const readings = lists.length === 1 ? lists[0] : joined(lists);
  const below = localities.map((name) => ({
    vi: `“${name}” không có trong danh mục; vị trí chỉ biết tới xã, phường.`,
    en: `“${name}” is not in the register; the place is known to the commune only.`,
  }));
  return {
    readings: readings.map((reading) => ({ ...reading, notes: [...reading.notes, ...below] })),
    hasKinds: meant.every((mention) => mention.kind !== undefined),
    read,
  };
}

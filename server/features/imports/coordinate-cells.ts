import type { Message } from '#geo/domain/errors.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { isInSurroundings } from '#geo/domain/place-rules.ts';
import { metreCandidates } from '#geo/places/coordinate-readings.ts';
import { readAngle } from '#geo/places/coordinate-text.ts';
import { EPSG_CODES, metreReadings, zoneName } from '#geo/places/metre-readings.ts';
import { numbersOf } from '#geo/places/number-run.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { shown, type RowReader } from './row-reader.ts';

/** The columns that hold a pair of coordinates, with the one that is the longitude or easting first. */
export const PAIRS = [
  ['lng', 'lat'],
  ['easting', 'northing'],
  ['x', 'y'],
] as const;
type Pair = (typeof PAIRS)[number];

/** Names the question in which zone the metres of cells are. */
export const METRES_QUESTION_ID = 'coordinate-system';

/** Degrees reach 180; whatever is more is metres. */
export const isMetres = (value: number): boolean => Math.abs(value) > 360;

/** Every number that a cell can be: decimal degrees, degrees with minutes and seconds, or metres with or without grouping. */
export function valuesOf(row: RowReader, field: string): number[] {
  const text = row
    .text(field)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
  const [, sign, run] = /^([-−+]?)\s?([\d.,][\d., ]*)$/.exec(text) ?? [];
  const numbers =
    run === undefined ? [] : numbersOf(run.replaceAll(' ', '')).map((value) => (/[-−]/.test(sign) ? -value : value));
  // “18 40 24.2” is an angle; “2 065 680,79” is not.
  const angle = readAngle(text);
  const values =
    /^\d{1,3} \d{1,2}( |$)/.test(text) || numbers.length === 0 ? (angle === undefined ? numbers : [angle]) : numbers;
  if (values.length === 0) {
    row.fault(field, 'field.not_a_number', {
      vi: `“${shown(row.text(field))}” không phải tọa độ rõ ràng; ghi như 105,6922 hoặc 105°41′32″.`,
      en: `“${shown(row.text(field))}” is no clear coordinate; write 105.6922 or 105°41′32″.`,
    });
  }
  return values;
}

/** Asked once for the whole file; true where the two columns are exchanged. Undefined while nobody has said. */
function askSwapped(row: RowReader, [first, second]: Pair): boolean | undefined {
  const [a, b] = [row.columnOf(first), row.columnOf(second)];
  const answer = row.ask({
    id: `axis-order:${first}`,
    kind: 'axis-order',
    text: {
      vi: `Cột “${a}” và “${b}” có vẻ bị đổi chỗ: “${a}” chứa tọa độ theo hướng bắc. Đổi lại khi đọc?`,
      en: `The columns “${a}” and “${b}” look exchanged: “${a}” holds what lies to the north. Read them the other way round?`,
    },
    options: [
      {
        value: 'swapped',
        label: { vi: 'Đọc đổi chỗ', en: 'Read them exchanged' },
        detail: { vi: `“${a}” là vĩ độ (bắc)`, en: `“${a}” is the latitude (north)` },
      },
      { value: 'as-written', label: { vi: 'Giữ như ghi', en: 'Keep as written' }, detail: null },
    ],
  });
  return answer === undefined ? undefined : answer === 'swapped';
}

const SWAPPED: Message = { vi: 'Kinh độ và vĩ độ bị đổi chỗ.', en: 'Longitude and latitude are swapped.' };
const OUTSIDE: Message = {
  vi: 'Vị trí nằm ngoài địa bàn tỉnh Nghệ An và vùng lân cận.',
  en: 'The place lies outside Nghệ An and its surroundings.',
};

/**
 * The position that two cells give: degrees in any spelling, or VN-2000
 * metres, whose zone is asked once for the file. Exchanged columns are asked
 * once too; `x` and `y` are exchanged by habit in survey files, so that there
 * the numbers alone decide.
 */
export function positionOf(row: RowReader, pair: Pair, lookup: RegisterLookup): LngLat | undefined {
  if (pair.some((field) => row.required(field) === undefined)) return undefined;
  const [firsts, seconds] = pair.map((field) => valuesOf(row, field));
  if (firsts.length === 0 || seconds.length === 0) return undefined;
  return firsts.some(isMetres) && seconds.some(isMetres)
    ? metresOf(row, pair, firsts.filter(isMetres), seconds.filter(isMetres), lookup)
    : degreesOf(row, pair, [firsts[0], seconds[0]]);
}

function degreesOf(row: RowReader, pair: Pair, [first, second]: LngLat): LngLat | undefined {
  if (isInSurroundings([first, second]) || !isInSurroundings([second, first])) return [first, second];
  if (pair[0] === 'x') return [second, first];
  const swapped = askSwapped(row, pair);
  if (swapped === undefined) return undefined;
  return swapped ? [second, first] : row.fault(pair[0], 'geometry.swapped', SWAPPED);
}

function metresOf(
  row: RowReader,
  pair: Pair,
  firsts: readonly number[],
  seconds: readonly number[],
  lookup: RegisterLookup,
): LngLat | undefined {
  const readings = firsts.flatMap((a) => seconds.flatMap((b) => metreReadings(a, b)));
  if (readings.length === 0) return row.fault(pair[0], 'geometry.outside_province', OUTSIDE);
  const northingFirst = readings.every((reading) => reading.northingFirst);
  if (northingFirst && pair[0] !== 'x') {
    const swapped = askSwapped(row, pair);
    if (swapped === undefined) return undefined;
    if (!swapped) return row.fault(pair[0], 'geometry.outside_province', OUTSIDE);
  }
  // Asked even where one zone alone fits this row: the whole file is looked at before, and answers where it can.
  const places = metreCandidates(readings, lookup.communeAt);
  const answer = row.ask({
    id: METRES_QUESTION_ID,
    kind: 'coordinate-system',
    text: {
      vi: `Tọa độ mét ở các cột “${row.columnOf(pair[0])}”, “${row.columnOf(pair[1])}” theo hệ VN-2000 nào?`,
      en: `In which VN-2000 zone are the metres of “${row.columnOf(pair[0])}” and “${row.columnOf(pair[1])}”?`,
    },
    options: EPSG_CODES.map((epsg) => {
      const place = places.find(({ value }) => value.startsWith(`EPSG:${epsg}`));
      const name = zoneName(epsg);
      const bare = (readAs: string) => readAs.replace(`${name}: `, '');
      const detail = place ? { vi: bare(place.readAs.vi), en: bare(place.readAs.en) } : null;
      return { value: `EPSG:${epsg}`, label: { vi: name, en: name }, detail };
    }),
  });
  if (answer === undefined) return undefined;
  const chosen = readings.find(({ epsg }) => `EPSG:${epsg}` === answer);
  return chosen?.lngLat ?? row.fault(pair[0], 'geometry.outside_province', OUTSIDE);
}

import type { Message } from '../domain/errors.ts';
import type { LngLat } from '../domain/geometry.ts';
import { isInSurroundings } from '../domain/place-rules.ts';
import { vn2000DegreesToWgs84 } from '../geometry/vn2000.ts';
import { readCoordinateItems, type CoordinateItems, type NumberItem } from './coordinate-items.ts';
import { metreReadings, type MetreReading } from './metre-readings.ts';
import type { PlaceFault } from './place-result.ts';

/** What a text of coordinates gives: one position in degrees, or metres in each zone that fits. */
export type CoordinateResult =
  | { kind: 'degrees'; lngLat: LngLat; datum: 'wgs84' | 'vn2000'; lngFirst: boolean }
  | { kind: 'metres'; readings: MetreReading[] }
  | { kind: 'fault'; fault: PlaceFault };

const MINUTES: Message = {
  vi: 'Phút và giây phải nhỏ hơn 60, và chỉ số cuối được có phần lẻ.',
  en: 'Minutes and seconds are below 60, and only the last may have decimals.',
};
const OUTSIDE: Message = {
  vi: 'Tọa độ nằm ngoài địa bàn tỉnh Nghệ An và vùng lân cận.',
  en: 'The coordinates lie outside Nghệ An and its surroundings.',
};
const LETTERS: Message = {
  vi: 'Chữ B/Đ (N/E) trái với các con số: có vẻ kinh độ và vĩ độ bị đổi chỗ.',
  en: 'The letters N/E contradict the numbers: longitude and latitude look swapped.',
};
const foreignSystem = (name: string): Message => ({
  vi: `Hệ tọa độ ${name} chưa đọc được; hãy ghi độ WGS 84 hoặc mét VN-2000.`,
  en: `The coordinate system ${name} is not read; give WGS 84 degrees or VN-2000 metres.`,
});

/**
 * A pair of coordinates in decimal degrees, degrees and minutes, or degrees,
 * minutes and seconds, in either order, or in VN-2000 metres. Latitudes and
 * longitudes of the surroundings never overlap, so that the numbers say which
 * is which; letters must agree. Undefined where the text is no pair of
 * coordinates. Degrees are WGS 84 unless the text says VN-2000 (EPSG:4756).
 */
export function readCoordinates(text: string): CoordinateResult | undefined {
  const items = readCoordinateItems(text);
  if (!items || items.numbers.length < 2) return undefined;
  if (items.system.foreign) return fault('field.malformed', foreignSystem(items.system.foreign));
  if (items.numbers.length === 2 && items.numbers.every((item) => item.values.some((v) => Math.abs(v) >= 1000))) {
    return metres(items);
  }
  const groups = groupAngles(items.numbers);
  const isMeant = items.labels.length > 0 || items.numbers.some((item) => item.mark === '°');
  if (!groups) return isMeant ? fault('field.malformed', MINUTES) : undefined;
  const angles = groups.map(angleOf);
  if (angles.some((angle) => angle === undefined)) return isMeant ? fault('field.malformed', MINUTES) : undefined;
  const [a, b] = angles as [number, number];
  const lngFirst = isInSurroundings([a, b]);
  const lngLat: LngLat = lngFirst ? [a, b] : [b, a];
  const labels = items.labels.map((item) => item.label);
  if (!isInSurroundings(lngLat) || labels.includes('south') || labels.includes('west')) {
    const isPair = Math.min(Math.abs(a), Math.abs(b)) <= 90 && Math.max(Math.abs(a), Math.abs(b)) <= 180;
    const hasDecimals = items.numbers.every((item) => item.isFraction);
    return isMeant || (isPair && hasDecimals) ? fault('geometry.outside_province', OUTSIDE) : undefined;
  }
  if (contradicts(items, groups[0].length, lngFirst)) return fault('geometry.swapped', LETTERS);
  const isVn2000 = items.system.datum === 'vn2000';
  return {
    kind: 'degrees',
    lngLat: isVn2000 ? vn2000DegreesToWgs84(lngLat) : lngLat,
    datum: isVn2000 ? 'vn2000' : 'wgs84',
    lngFirst,
  };
}

/** One angle of its own cell: `105,6922`, `105°41′32″ Đ`, `18 40.4`. Undefined where it is none. */
export function readAngle(text: string): number | undefined {
  const items = readCoordinateItems(text);
  if (!items || items.numbers.length > 3 || items.labels.some((l) => l.label === 'south' || l.label === 'west')) {
    return undefined;
  }
  return angleOf(items.numbers);
}

const fault = (code: PlaceFault['code'], message: Message): CoordinateResult => ({
  kind: 'fault',
  fault: { code, message },
});

function metres({ numbers: [first, second], system }: CoordinateItems): CoordinateResult {
  // 599.195 among metres is 599 195.
  const [firsts, seconds] = [first, second].map(({ values }) => values.filter((v) => Math.abs(v) >= 1000));
  const readings = firsts.flatMap((a) => seconds.flatMap((b) => metreReadings(a, b, system.zones)));
  return readings.length > 0 ? { kind: 'metres', readings } : fault('geometry.outside_province', OUTSIDE);
}

/** Numbers parted into two angles: at the degree marks, else in halves. */
function groupAngles(numbers: readonly NumberItem[]): [NumberItem[], NumberItem[]] | undefined {
  const degrees = numbers.flatMap((item, i) => (item.mark === '°' ? [i] : []));
  const cut = degrees.length === 2 && degrees[0] === 0 ? degrees[1] : numbers.length / 2;
  if (!Number.isInteger(cut) || degrees.length > 2) return undefined;
  return [numbers.slice(0, cut), numbers.slice(cut)];
}

const MARKS = ['°', '′', '″'] as const;

/** Degrees of one to three numbers, where they are whole but for the last, and minutes and seconds below 60. */
function angleOf(numbers: readonly NumberItem[]): number | undefined {
  if (numbers.length < 1 || numbers.length > 3) return undefined;
  let angle = 0;
  let sign = 1;
  for (const [i, { values, isFraction, mark }] of numbers.entries()) {
    const [value] = values;
    if (value === undefined || (isFraction && i < numbers.length - 1)) return undefined;
    if (mark !== undefined && mark !== MARKS[i]) return undefined;
    if (i === 0 && value < 0) sign = -1;
    if (i > 0 && (value < 0 || value >= 60)) return undefined;
    angle += Math.abs(value) / 60 ** i;
  }
  return sign * angle;
}

/** Letters that say another order than the numbers: with two, their order; with one, its side of the first angle. */
function contradicts({ labels, numbers }: CoordinateItems, cut: number, lngFirst: boolean): boolean {
  const first = lngFirst ? 'lng' : 'lat';
  if (labels.length === 2) return labels[0].label === labels[1].label || labels[0].label !== first;
  if (labels.length !== 1) return labels.length > 2;
  const [{ label, after }] = labels;
  // One letter between the angles may belong to either.
  if (after === cut) return false;
  return after < cut ? label !== first : after === numbers.length && label === first;
}

import type { Message } from '../domain/errors.ts';
import type { PlaceReading } from '../domain/found-place.ts';
import type { LngLat } from '../domain/geometry.ts';
import { toPlane } from '../geometry/projection.ts';
import { readCoordinates } from './coordinate-text.ts';
import { formatDegrees } from './format-position.ts';
import { zoneName, type MetreReading } from './metre-readings.ts';
import type { PlaceResult } from './place-result.ts';

/** The commune that holds a position, or the nearest one where it lies outside the province; undefined where outlines are not known. */
export type CommuneAt = (lngLat: LngLat) => { nameVi: string; isInside: boolean } | undefined;

function whereText(lngLat: LngLat, communeAt: CommuneAt): Message {
  const commune = communeAt(lngLat);
  if (commune === undefined) return { vi: '', en: '' };
  const { nameVi, isInside } = commune;
  return isInside
    ? { vi: `, ${nameVi}`, en: `, ${nameVi}` }
    : { vi: `, ngoài tỉnh (gần nhất: ${nameVi})`, en: `, outside the province (nearest: ${nameVi})` };
}

function positionReading(value: string, lngLat: LngLat, readAs: Message, notes: Message[]): PlaceReading {
  return { value, place: { kind: 'position', lngLat }, precision: 'position', readAs, notes };
}

/** Kilometres between two positions, to a tenth. */
function apartText(a: LngLat, b: LngLat): Message {
  const [[ax, ay], [bx, by]] = [toPlane(a), toPlane(b)];
  const km = (Math.hypot(ax - bx, ay - by) / 1000).toFixed(1);
  return { vi: km.replace('.', ','), en: km };
}

/** Each zone's reading of a pair of metres, with where it would lie and how far from the first; those outside the province last. */
export function metreCandidates(readings: readonly MetreReading[], communeAt: CommuneAt): PlaceReading[] {
  const isOutside = ({ lngLat }: MetreReading): boolean => communeAt(lngLat)?.isInside === false;
  const sorted = [...readings].sort((a, b) => Number(isOutside(a)) - Number(isOutside(b)));
  return sorted.map(({ epsg, northingFirst, lngLat }, i) => {
    const degrees = formatDegrees(lngLat);
    const at = whereText(lngLat, communeAt);
    const apart = i === 0 ? undefined : apartText(sorted[0].lngLat, lngLat);
    const readAs = {
      vi: `${zoneName(epsg)}: ${degrees.vi}${at.vi}${apart ? `; cách cách đọc thứ nhất ${apart.vi} km` : ''}`,
      en: `${zoneName(epsg)}: ${degrees.en}${at.en}${apart ? `; ${apart.en} km from the first reading` : ''}`,
    };
    const notes = northingFirst
      ? [{ vi: 'Số thứ nhất là tọa độ bắc (X trong trắc địa).', en: 'The first number is the northing.' }]
      : [];
    return positionReading(`EPSG:${epsg}${northingFirst ? ':ne' : ''}`, lngLat, readAs, notes);
  });
}

/** What a text of coordinates means; undefined where it is none. */
export function readCoordinateText(text: string, communeAt: CommuneAt): PlaceResult | undefined {
  const result = readCoordinates(text);
  if (!result) return undefined;
  if (result.kind === 'fault') return { kind: 'fault', ...result.fault };
  if (result.kind === 'degrees') {
    const { lngLat, datum } = result;
    const degrees = formatDegrees(lngLat);
    const at = whereText(lngLat, communeAt);
    const notes =
      datum === 'vn2000'
        ? [{ vi: 'Đã đổi từ độ VN-2000 (EPSG:4756).', en: 'Converted from VN-2000 degrees (EPSG:4756).' }]
        : [];
    const readAs = { vi: `${degrees.vi}${at.vi}`, en: `${degrees.en}${at.en}` };
    return { kind: 'found', ...positionReading('position', lngLat, readAs, notes) };
  }
  const candidates = metreCandidates(result.readings, communeAt);
  if (candidates.length === 1) return { kind: 'found', ...candidates[0] };
  const question = {
    vi: `“${text.trim()}” là mét VN-2000 ở hệ nào?`,
    en: `In which VN-2000 zone are the metres “${text.trim()}”?`,
  };
  return { kind: 'ambiguous', question, candidates };
}

import type { Message } from '../domain/errors.ts';
import type { LngLat } from '../domain/geometry.ts';

/** `18,67340° B, 105,69220° Đ` / `18.67340° N, 105.69220° E`; five decimals are a metre. */
export function formatDegrees([lng, lat]: LngLat, decimals = 5): Message {
  const [y, x] = [lat.toFixed(decimals), lng.toFixed(decimals)];
  return { vi: `${y.replace('.', ',')}° B, ${x.replace('.', ',')}° Đ`, en: `${y}° N, ${x}° E` };
}

/** Degrees, minutes and seconds of one angle to `decimals` of a second, carried where they round to 60. */
function dms(angle: number, decimals: number): [number, number, string] {
  const unit = 10 ** decimals;
  const total = Math.round(angle * 3600 * unit);
  const seconds = (total % (60 * unit)) / unit;
  const minutes = Math.floor(total / (60 * unit));
  return [Math.floor(minutes / 60), minutes % 60, seconds.toFixed(decimals).padStart(decimals + 3, '0')];
}

/** `18°40′24.2″N 105°41′31.9″E`, or with B and Đ and a decimal comma; one decimal is 3 m. */
export function formatDms([lng, lat]: LngLat, lang: 'vi' | 'en', decimals = 1): string {
  const part = (angle: number, letter: string): string => {
    const [degrees, minutes, seconds] = dms(angle, decimals);
    const shown = lang === 'vi' ? seconds.replace('.', ',') : seconds;
    return `${degrees}°${String(minutes).padStart(2, '0')}′${shown}″${lang === 'vi' ? ' ' : ''}${letter}`;
  };
  return lang === 'vi' ? `${part(lat, 'B')} ${part(lng, 'Đ')}` : `${part(lat, 'N')} ${part(lng, 'E')}`;
}

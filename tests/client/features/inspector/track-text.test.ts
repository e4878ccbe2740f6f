import { expect, test } from 'vitest';
import type { Register } from '#geo/contract/register.contract.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { dwellsText, stretchesText } from '#client/features/inspector/track-text.ts';
import type { Words } from '#client/features/coverage/figure-text.ts';

const register = {
  routes: [{ id: 'R', nameVi: 'Quốc lộ 7A', measuresM: [0, 9000], kmPosts: [], kmIsOfficial: true }],
  sites: [{ id: 'S', nameVi: 'Cửa khẩu' }],
} as unknown as Register;
const words = {
  lang: 'vi',
  name: ({ nameVi }: { nameVi: string }) => nameVi,
  t: (key: string, values?: { n: string }) => (values ? `${values.n} phút` : key),
  format: { number: String },
} as unknown as Words;
const place = {
  kind: 'track',
  matched: [
    { routeId: 'R', fromM: 1000, toM: 2500, uncertain: false },
    { routeId: 'R', fromM: 4000, toM: 5000, uncertain: true, byHand: true },
    { routeId: 'gone', fromM: 0, toM: 1, uncertain: false },
  ],
  dwells: [
    { siteId: 'S', durationS: 1500 },
    { siteId: null, durationS: 600 },
  ],
} as unknown as MeasurePlace;

test('stretches of a stored track say where they come from, standing says how long and where', () => {
  expect(stretchesText(place, register, words)).toBe(
    'Quốc lộ 7A Km 1+000 – Km 2+500; Quốc lộ 7A Km 4+000 – Km 5+000 (tracks.uncertain, tracks.byhand)',
  );
  expect(dwellsText(place, register, words)).toBe('25 phút · Cửa khẩu; 10 phút');
  expect(stretchesText({ kind: 'site', siteId: 'S' } as MeasurePlace, register, words)).toBe('');
});

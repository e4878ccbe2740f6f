import { describe, expect, it } from 'vitest';
import { buildSearchIndex, parseCoordinates, search } from '#client/shell/search/search-index.ts';
import { mOfKm, pointAtM } from '#geo/network/linear-referencing.ts';
import { sampleRegister } from '../../map/sample-register.ts';

const register = sampleRegister();
const index = buildSearchIndex(register);
const first = (text: string) => search(index, text)[0];

describe('search', () => {
  it('finds places without diacritics', () => {
    expect(first('muong xen')?.label).toBe('Xã Mường Xén');
    expect(first('ky son')?.selection).toEqual({ kind: 'unit', unitClass: 'area', unitId: 'ky-son' });
    expect(first('nam can')?.label).toMatch(/Nậm Cắn/);
  });
  it('finds a commune by a unit merged into it', () => {
    const commune = register.communes.find((item) => item.oldUnits.length > 1)!;
    expect(search(index, commune.oldUnits[1], 50).map((hit) => hit.key)).toContain(`commune:${commune.id}`);
  });
  it.each(['QL7', 'ql 7', 'ql7a', 'quốc lộ 7a', 'Quoc lo 7A'])('finds the route written “%s”', (text) => {
    expect(first(text)?.selection).toEqual({ kind: 'unit', unitClass: 'route', unitId: 'QL7' });
  });
  it.each(['QL7 Km 112+300', 'ql7 km112+300', 'QL7A 112+300', '7 km 112,3', 'quốc lộ 7a lý trình 112+300'])(
    'finds the post “%s”',
    (text) => {
      const ql7 = register.routes.find((route) => route.id === 'QL7')!;
      expect(first(text)).toMatchObject({ kind: 'km', place: pointAtM(ql7, mOfKm(ql7, 112.3)) });
    },
  );
  it('knows no post outside the province', () => {
    expect(search(index, 'QL7 Km 900').some((hit) => hit.kind === 'km')).toBe(false);
  });
  it('finds nothing for nothing', () => {
    expect(search(index, '  – ')).toEqual([]);
    expect(search(index, 'zzzz')).toEqual([]);
  });
});

describe('coordinates', () => {
  it.each([
    '18,6734 105,6922',
    '18.6734, 105.6922',
    '105.6922 18.6734',
    '18,6734° B 105,6922° Đ',
    '18.6734N 105.6922E',
  ])('are read as “%s”', (text) => expect(parseCoordinates(text)).toEqual([105.6922, 18.6734]));
  it('outside the surroundings, or with words, are none', () => {
    expect(parseCoordinates('21.03 105.85')).toBeUndefined();
    expect(parseCoordinates('QL7 18.6 105.7')).toBeUndefined();
    expect(parseCoordinates('18.67')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLat } from '#geo/domain/geometry.ts';
import { wgs84ToVn2000, wgs84ToVn2000Degrees, type Vn2000Epsg } from '#geo/geometry/vn2000.ts';
import { readAngle, readCoordinates } from '#geo/places/coordinate-text.ts';
import { formatDegrees, formatDms } from '#geo/places/format-position.ts';
import { EPSG_CODES, metreReadings } from '#geo/places/metre-readings.ts';
import { find } from './finder.ts';

const DEGREE_M = 111_000;
const position = fc.tuple(
  // A hair inside the surroundings: rounding must not carry a position out of them.
  fc.double({ min: 103.501, max: 106.599, noNaN: true }),
  fc.double({ min: 18.201, max: 20.299, noNaN: true }),
);

function degreesOf(text: string): LngLat | undefined {
  const result = readCoordinates(text);
  return result?.kind === 'degrees' ? result.lngLat : undefined;
}
function apartM(a: LngLat | undefined, b: LngLat): number {
  return a ? Math.hypot(a[0] - b[0], a[1] - b[1]) * DEGREE_M : Infinity;
}

describe('degrees', () => {
  it.each([
    '18.6734, 105.6922',
    '105.6922 18.6734',
    '105,6922; 18,6734',
    '18,6734,105,6922',
    '18.6734,105.6922',
    '18.6734 - 105.6922',
    '18.6734/105.6922',
    '18,6734° B 105,6922° Đ',
    '105.6922E 18.6734N',
    'Kinh độ: 105.6922; Vĩ độ: 18.6734',
    'vĩ độ 18,6734 kinh độ 105,6922',
    'tọa độ (18.6734, 105.6922) WGS 84',
    'lat 18.6734 lng 105.6922',
  ])('are read as “%s”', (text) => expect(degreesOf(text)).toEqual([105.6922, 18.6734]));

  it.each([
    `18°40'24.24"N, 105°41'31.92"E`,
    '18 40 24.24 B 105 41 31.92 Đ',
    '105°41′31,92″ Đ, 18°40′24,24″ B',
    "N18°40.404' E105°41.532'",
    'N 18 40.404 E 105 41.532',
    '18 độ 40 phút 24,24 giây Bắc, 105 độ 41 phút 31,92 giây Đông',
    `18º40'24.24''B 105º41'31.92''Đ`,
    '18o40’24.24” B; 105o41’31.92” Đ',
    '18 40 24.24, 105 41 31.92',
    '105 41.532 18 40.404',
  ])('in minutes and seconds are read as “%s”', (text) =>
    expect(apartM(degreesOf(text), [105.6922, 18.6734])).toBeLessThan(0.001),
  );

  it('come back from every spelling of their own', () => {
    fc.assert(
      fc.property(position, (at) => {
        for (const lang of ['vi', 'en'] as const) {
          // Five decimals of a degree are 1.1 m, one of a second is 3 m: half of it in each axis.
          expect(apartM(degreesOf(formatDegrees(at)[lang]), at)).toBeLessThan(0.8);
          expect(apartM(degreesOf(formatDms(at, lang)), at)).toBeLessThan(2.2);
          expect(apartM(degreesOf(formatDms(at, lang, 4)), at)).toBeLessThan(0.01);
        }
      }),
    );
  });

  it.each(['QL7 18.6 105.7', '18.67', '16837', '12 20', 'Km 18+105', '', 'xã 18.67 105.69', '1.2.3.4 5.6.7.8'])(
    'are not “%s”',
    (text) => expect(readCoordinates(text)).toBeUndefined(),
  );

  it.each([
    ['18°75′ N 105°20′ E', 'field.malformed'],
    ['18°40′61″ N 105°20′ E', 'field.malformed'],
    ['18.5°40′ N 105°20′ E', 'field.malformed'],
    ['105.69 N 18.67 E', 'geometry.swapped'],
    ['18.67 N 105.69 N', 'geometry.swapped'],
    ['21.0285, 105.8542', 'geometry.outside_province'],
    ['18.67 S 105.69 E', 'geometry.outside_province'],
    ['2065680 4599195', 'geometry.outside_province'],
    ['EPSG:32648 572800 2064940', 'field.malformed'],
    ['WGS 84 UTM 48N 572800 2064940', 'field.malformed'],
  ])('of “%s” are a fault', (text, code) => {
    expect(readCoordinates(text)).toMatchObject({ kind: 'fault', fault: { code } });
  });

  it('in VN-2000 are moved by its 200 m', () => {
    const [lng, lat] = wgs84ToVn2000Degrees([105.6922, 18.6734]);
    const result = readCoordinates(`VN-2000 ${lat.toFixed(8)} ${lng.toFixed(8)}`);
    expect(result).toMatchObject({ kind: 'degrees', datum: 'vn2000' });
    expect(apartM(degreesOf(`EPSG:4756 ${lat.toFixed(8)} ${lng.toFixed(8)}`), [105.6922, 18.6734])).toBeLessThan(0.01);
    expect(apartM([lng, lat], [105.6922, 18.6734])).toBeGreaterThan(150);
  });

  it('of a cell of one axis', () => {
    expect(readAngle('105,6922')).toBe(105.6922);
    expect(readAngle('105°41′31.92″ Đ')).toBeCloseTo(105.6922, 8);
    expect(readAngle('18 40.404')).toBeCloseTo(18.6734, 8);
    for (const text of ['', 'foo', '18°40′ 105°41′', '105.6922 W', '18 75']) expect(readAngle(text)).toBeUndefined();
  });
});

describe('VN-2000 metres', () => {
  const GOLDEN: readonly [Vn2000Epsg, number, number][] = [
    [9208, 599195.422, 2065680.79],
    [5897, 572822.127, 2065560.613],
    [3405, 572800.278, 2064940.883],
    [3406, -60560.905, 2073133.918],
  ];

  it.each(GOLDEN)('of EPSG:%i are read in either order within a centimetre', (epsg, easting, northing) => {
    for (const pair of [
      [easting, northing],
      [northing, easting],
    ]) {
      const reading = metreReadings(pair[0], pair[1]).find((item) => item.epsg === epsg);
      expect(reading).toMatchObject({ easting, northing, northingFirst: pair[0] === northing });
      expect(apartM(reading?.lngLat, [105.6922, 18.6734])).toBeLessThan(0.01);
    }
  });

  it.each([
    ['VN-2000 KTT 104°45′: 599195.422; 2065680.790', 9208],
    ['X=2065680,790; Y=599195,422 (VN2000, kinh tuyến trục 104-45, múi 3)', 9208],
    ['EPSG:5897 572822.127 2065560.613', 5897],
    ['VN-2000 kinh tuyến trục 105°00′ múi 3: 572822,127 2065560,613', 5897],
    ['VN-2000 UTM 48N 572800.278 2064940.883', 3405],
    ['VN-2000 KTT 105 múi 6: 2.064.940,883 572.800,278', 3405],
    ['-60560.905 2073133.918', 3406],
  ])('of a stated system are one place: “%s”', (text, epsg) => {
    const result = find(text);
    expect(result).toMatchObject({ kind: 'found', precision: 'position', place: { kind: 'position' } });
    if (result.kind !== 'found' || result.place.kind !== 'position') return;
    expect(result.value).toContain(`EPSG:${epsg}`);
    expect(apartM(result.place.lngLat, [105.6922, 18.6734])).toBeLessThan(0.01);
  });

  it('of no stated system are asked, with where each would lie', () => {
    const result = find('599195.422 2065680.790');
    expect(result.kind).toBe('ambiguous');
    if (result.kind !== 'ambiguous') return;
    expect(result.candidates.map((item) => item.value)).toEqual(['EPSG:9208', 'EPSG:5897', 'EPSG:3405']);
    expect(result.candidates[0].readAs.vi).toContain('Phường Trường Vinh');
    expect(result.candidates[1].readAs.vi).toMatch(/ngoài tỉnh.*26,4 km/);
    expect(result.candidates[1].readAs.en).toMatch(/outside the province.*26\.4 km/);
  });

  it('are found in their own zone, whatever the order, wherever they lie', () => {
    fc.assert(
      fc.property(position, fc.constantFrom(...EPSG_CODES), fc.boolean(), (at, epsg, swapped) => {
        const [easting, northing] = wgs84ToVn2000(at, epsg);
        fc.pre(Math.abs(easting) > 1000);
        const readings = swapped ? metreReadings(northing, easting) : metreReadings(easting, northing);
        const own = readings.filter((item) => item.epsg === epsg);
        expect(own).toHaveLength(1);
        expect(apartM(own[0].lngLat, at)).toBeLessThan(0.01);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { measuresOfCommune } from '#client/features/inspector/commune-measures.ts';
import { sortContributions } from '#client/features/inspector/contribution-order.ts';
import { daysText, gradeSpan, placeKindText, victimsText } from '#client/features/inspector/record-text.ts';
import { selectionName } from '#client/features/inspector/trail-names.ts';
import { VICTIM_BAND_FROM, victimsBand } from '#geo/domain/precision.ts';
import type { Contribution } from '#geo/domain/coverage.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import { SAMPLE_REGISTER } from '../register-sample.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('vi');

test('days of a record are as short as they can be', () => {
  const { format } = words;
  expect(daysText({ firstOn: '2026-11-03', lastOn: '2026-11-03' }, format)).toBe('03/11/2026');
  expect(daysText({ firstOn: '2026-12-14', lastOn: '2026-12-15' }, format)).toBe('14/12 – 15/12/2026');
  expect(daysText({ firstOn: '2025-12-30', lastOn: '2026-01-02' }, format)).toBe('30/12/2025 – 02/01/2026');
});

test('a coarsened point is never called exact; what is seen exactly is', () => {
  const place: IncidentPlace = { kind: 'exact', geometry: { type: 'Point', coordinates: [105, 19] } };
  expect(placeKindText({ place, masked: false }, words)).toBe('Vị trí chính xác');
  expect(placeKindText({ place, masked: true }, words)).toBe('Ô 1 km (đã làm thô)');
  expect(placeKindText({ place: { kind: 'province' }, masked: true }, words)).toBe('Trong tỉnh, chưa rõ nơi');
});

test('grades of a gate say when they were in force', () => {
  const grade = { grade: 'main', source: '' } as const;
  expect(gradeSpan({ ...grade, validFromOn: '2011-05-19', validUntilOn: '2025-02-20' }, words)).toBe(
    '19/05/2011 – trước 20/02/2025',
  );
  expect(gradeSpan({ ...grade, validFromOn: '2025-02-20', validUntilOn: null }, words)).toBe('từ 20/02/2025');
  expect(gradeSpan({ ...grade, validFromOn: null, validUntilOn: null }, words)).toBe('');
});

test('every band of victims has English words', () => {
  for (const count of [0, VICTIM_BAND_FROM, 30, 60]) {
    const band = victimsBand(count);
    const seen = { victimsRescued: null, victimsBandVi: band.vi, victimsBandEn: band.en };
    expect(victimsText(seen, wordsIn('vi'))).toBe(band.vi);
    expect(victimsText(seen, wordsIn('en'))).toBe(band.en);
  }
  expect(victimsText({ victimsRescued: 0, victimsBandVi: 'dưới 11', victimsBandEn: 'fewer than 11' }, words)).toBe('0');
});

describe('contributions', () => {
  const row = (measureId: string, status: Contribution['status'], lastOn: string, communeIds: string[] = []) =>
    ({ measureId, status, lastOn, communeIds, masked: false }) as unknown as Contribution & { masked: boolean };

  test('what counts comes first, the latest first', () => {
    const rows = [
      row('a', 'planned', '2026-12-01'),
      row('b', 'counted', '2026-01-01'),
      row('c', 'counted', '2026-02-01'),
    ];
    expect(sortContributions(rows).map((item) => item.measureId)).toEqual(['c', 'b', 'a']);
  });
  test('of a commune are those of its areas that touch it, once each', () => {
    const detail = (unitId: string, contributions: object[]) => ({ unit: { unitId }, contributions }) as never;
    const found = measuresOfCommune(
      [
        detail('ky-son', [row('a', 'counted', '2026-01-01', ['16813']), row('b', 'counted', '2026-01-02', ['1'])]),
        detail('vinh', [row('a', 'counted', '2026-01-01', ['16813'])]),
      ],
      '16813',
    );
    expect(found.map(({ measureId, areaId }) => [measureId, areaId])).toEqual([['a', 'vinh']]);
  });
});

test('the trail names what the register knows, and shows codes of what it does not', () => {
  const sources = { register: SAMPLE_REGISTER, units: [], gaps: [] };
  const nameOf = (selection: Parameters<typeof selectionName>[0]) => selectionName(selection, sources, words);
  expect(nameOf({ kind: 'unit', unitClass: 'route', unitId: 'QL7' })).toBe('Tuyến QL7');
  expect(nameOf({ kind: 'unit', unitClass: 'site', unitId: 'QL7' })).toBe('QL7');
  expect(nameOf({ kind: 'commune', communeId: '16813' })).toBe('Xã Mường Xén');
  expect(nameOf({ kind: 'class', unitClass: 'area' })).toBe('Địa bàn');
});

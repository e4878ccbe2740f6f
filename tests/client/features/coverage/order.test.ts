import { describe, expect, test } from 'vitest';
import { countGaps, gapNeighbours, listGaps } from '#client/features/coverage/gap-order.ts';
import { gapSizeText } from '#client/features/coverage/gap-text.ts';
import { sortUnits } from '#client/features/coverage/unit-order.ts';
import type { Gap, UnitCoverage } from '#geo/domain/coverage.ts';
import { wordsIn } from '../words.ts';

const figure = (low: number, total: number) => ({
  low,
  high: low,
  total,
  highByCause: { place: 0, unverified: 0, unreported: 0 },
});
const unit = (nameVi: string, official: number, extent: number, gapCount: number, lastOn: string | null) =>
  ({
    nameVi,
    official: figure(official, 1),
    extent: figure(extent, 100),
    fresh: figure(extent, 100),
    gapCount,
    lastMeasure: lastOn && { lastOn },
  }) as unknown as UnitCoverage;
const names = (units: UnitCoverage[]) => units.map((item) => item.nameVi);
const { compare } = wordsIn('vi').format;

describe('members of the register', () => {
  const units = [
    unit('Đường sắt', 1, 90, 0, '2026-11-01'),
    unit('Quốc lộ 48', 1, 40, 3, '2026-09-15'),
    unit('Quốc lộ 46', 1, 40, 5, '2026-10-01'),
    unit('Cửa khẩu', 0, 0, 1, null),
  ];
  const sorted = (sort: Parameters<typeof sortUnits>[1]) =>
    names(sortUnits(units, sort, (item) => item.nameVi, compare));

  test('those in need come first, ties by name', () => {
    expect(sorted('need')).toEqual(['Cửa khẩu', 'Quốc lộ 46', 'Quốc lộ 48', 'Đường sắt']);
  });
  test('by gaps, by the longest wait, and by the Vietnamese alphabet', () => {
    expect(sorted('gaps')).toEqual(['Quốc lộ 46', 'Quốc lộ 48', 'Cửa khẩu', 'Đường sắt']);
    expect(sorted('last')).toEqual(['Cửa khẩu', 'Quốc lộ 48', 'Quốc lộ 46', 'Đường sắt']);
    expect(sorted('name')).toEqual(['Cửa khẩu', 'Đường sắt', 'Quốc lộ 46', 'Quốc lộ 48']);
  });
  test('the given list is left as it is', () => {
    const before = names(units);
    sorted('need');
    expect(names(units)).toEqual(before);
  });
});

describe('gaps', () => {
  const gap = (id: string, unitClass: Gap['unitClass'], sizeM: number, kind: Gap['kind'] = 'gap') =>
    ({ id, unitClass, sizeM, kind }) as Gap;
  const gaps = [
    gap('site', 'site', 1),
    gap('short', 'route', 1_200),
    gap('unknown', 'route', 44_000, 'unpositioned'),
    gap('commune', 'area', 145e6),
    gap('long', 'route', 18_700),
  ];

  test('routes by length first, stretches of unknown position after true gaps', () => {
    expect(listGaps(gaps, 'all').map(({ id }) => id)).toEqual(['long', 'short', 'unknown', 'commune', 'site']);
    expect(listGaps(gaps, 'area').map(({ id }) => id)).toEqual(['commune']);
  });
  test('what has no known position is counted and listed apart', () => {
    expect(countGaps(gaps)).toEqual({ gap: 4, unpositioned: 1 });
    expect(listGaps(gaps, 'all', 'gap').map(({ id }) => id)).toEqual(['long', 'short', 'commune', 'site']);
    expect(listGaps(gaps, 'all', 'unpositioned').map(({ id }) => id)).toEqual(['unknown']);
    expect(listGaps(gaps, 'area', 'unpositioned')).toEqual([]);
  });
  test('the list goes round', () => {
    const list = listGaps(gaps, 'route');
    expect(gapNeighbours(list, 'long')).toMatchObject({ previous: { id: 'unknown' }, next: { id: 'short' } });
    expect(gapNeighbours(list, 'unknown')?.next.id).toBe('long');
    expect(gapNeighbours(list, 'absent')).toBeUndefined();
    expect(gapNeighbours(listGaps(gaps, 'site'), 'site')).toBeUndefined();
  });
  test('sizes are in the class’s own measure', () => {
    const words = wordsIn('vi');
    expect(gapSizeText(gaps[4], words).replaceAll('\u00a0', ' ')).toBe('18,7 km');
    expect(gapSizeText(gaps[3], words)).toBe('145 km²');
    expect(gapSizeText(gaps[0], words)).toBe('');
  });
});

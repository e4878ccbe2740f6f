import { describe, expect, it } from 'vitest';
import { parentOf, selectionFromText, trailOf, unitOf, type Selection } from '#client/state/selection.ts';

const gap: Selection = { kind: 'gap', unitClass: 'route', unitId: 'QL7', gapId: 'QL7-112300' };

describe('going back from a selection', () => {
  it('climbs gap, unit, class, indicator, nothing', () => {
    expect(trailOf(gap).map((step) => step.kind)).toEqual(['indicator', 'class', 'unit', 'gap']);
    expect(parentOf(trailOf(gap)[0])).toEqual({ kind: 'none' });
  });

  it('returns from a measure to the unit it was opened from', () => {
    const within = { unitClass: 'area' as const, unitId: 'ky-son' };
    expect(parentOf({ kind: 'measure', measureId: 'm1', within })).toEqual({ kind: 'unit', ...within });
    expect(parentOf({ kind: 'measure', measureId: 'm1' })).toEqual({ kind: 'none' });
  });

  it('knows the unit of a gap and of a measure, and none of a commune', () => {
    expect(unitOf(gap)).toEqual({ unitClass: 'route', unitId: 'QL7' });
    expect(unitOf({ kind: 'commune', communeId: '16813' })).toBeUndefined();
  });
});

it('reads a selection without its id as none', () => {
  for (const text of ['unit', 'unit~route', 'gap~route~QL7', 'measure', 'commune~', 'class~x', 'constructor'])
    expect(selectionFromText(text)).toEqual({ kind: 'none' });
});

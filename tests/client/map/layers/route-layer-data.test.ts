import { describe, expect, it } from 'vitest';
import {
  halvingRank,
  routeCasings,
  routeLines,
  routeSign,
  routeSigns,
  routeStrokes,
} from '#client/map/layers/route-layer-data.ts';
import { gapLabels, gapStrokes } from '#client/map/layers/gap-layer-data.ts';
import type { Gap } from '#geo/domain/coverage.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { sampleRegister } from '../sample-register.ts';

const { routes } = sampleRegister();
const ql7 = routes.find((route) => route.id === 'QL7')!;
const piece = {
  fromM: 10_000,
  toM: 20_000,
  fresh: 0.6,
  freshHigh: 0.9,
  covered: true,
  coveredHigh: true,
  schematic: false,
};

describe('strokes of a route', () => {
  it('run from the piece’s first metre to its last, with class and bound', () => {
    const [stroke] = routeStrokes(routes, [{ routeId: 'QL7', pieces: [piece] }]);
    expect(stroke.path[0]).toEqual(pointAtM(ql7, 10_000));
    expect(stroke.path.at(-1)).toEqual(pointAtM(ql7, 20_000));
    expect(stroke.path.length).toBeGreaterThan(2);
    expect([stroke.coverage, stroke.coverageHigh, stroke.isSchematic]).toEqual([3, 4, false]);
    expect(stroke.route.id).toBe('QL7');
  });
  it('join pieces that look alike and touch, and still tell the very piece under the pointer', () => {
    const alike = { ...piece, fromM: 20_000, toM: 26_000, fresh: 0.55 };
    const other = { ...piece, fromM: 26_000, toM: 30_000, fresh: 0.1 };
    const apart = { ...piece, fromM: 31_000, toM: 32_000 };
    const schematic = { ...apart, fromM: 32_000, toM: 33_000, schematic: true };
    const strokes = routeStrokes(routes, [{ routeId: 'QL7', pieces: [piece, alike, other, apart, schematic] }]);
    expect(strokes.map(({ pieces }) => pieces)).toEqual([[piece, alike], [other], [apart], [schematic]]);
    expect(strokes[0].path.at(-1)).toEqual(pointAtM(ql7, 26_000));
    expect(strokes[0].hitAt(pointAtM(ql7, 15_000))).toEqual({ kind: 'piece', route: ql7, piece });
    expect(strokes[0].hitAt(pointAtM(ql7, 23_000))).toEqual({ kind: 'piece', route: ql7, piece: alike });
    const casings = routeCasings(strokes);
    expect(casings.map(({ path }) => [path[0], path.at(-1)])).toEqual([
      [pointAtM(ql7, 10_000), pointAtM(ql7, 30_000)],
      [pointAtM(ql7, 31_000), pointAtM(ql7, 32_000)],
    ]);
  });
  it('leave out routes that the register does not have', () => {
    expect(routeStrokes(routes, [{ routeId: 'QL99', pieces: [piece] }])).toEqual([]);
  });
});

describe('signs', () => {
  it('read as on the posts', () => {
    const sign = (id: string) => routeSign(routes.find((route) => route.id === id)!);
    expect(['QL1A', 'QL7', 'QL1A_VINH', 'CT01', 'HCM', 'RAIL_NS'].map(sign)).toEqual([
      'QL.1A',
      'QL.7',
      'QL.1A',
      'CT.01',
      'HCM',
      'ĐS',
    ]);
  });
  it('stand on the part inside the province, one in the middle first', () => {
    const signs = routeSigns([routes.find((route) => route.id === 'HCM')!]).features;
    expect(signs.length).toBe(11);
    expect(signs.filter((sign) => sign.properties!.rank === 0)).toHaveLength(1);
    const hcm = routes.find((route) => route.id === 'HCM')!;
    const [[from, to]] = hcm.insideM;
    expect(signs[5].geometry.coordinates).toEqual(pointAtM(hcm, (from + to) / 2));
  });
  it('rank by halves', () => {
    expect(Array.from({ length: 7 }, (_, index) => halvingRank(index, 7))).toEqual([2, 1, 2, 0, 2, 1, 2]);
    expect(halvingRank(0, 1)).toBe(0);
  });
});

it('lines end at the province’s edge', () => {
  const line = routeLines(routes).features.find((feature) => feature.properties!.id === 'QL1A')!;
  const ql1a = routes.find((route) => route.id === 'QL1A')!;
  expect(line.geometry.coordinates[0]).toEqual(pointAtM(ql1a, ql1a.insideM[0][0]));
});

describe('gaps', () => {
  const gap = {
    id: 'g1',
    kind: 'gap',
    unitClass: 'route',
    unitId: 'QL7',
    fromM: 50_000,
    toM: 60_000,
    labelVi: '≈ Km 54+000 – Km 64+000',
    labelEn: '≈ Km 54+000 – Km 64+000',
    sizeM: 10_000,
  } as Gap;

  it('are lines along their route, labelled in the middle', () => {
    const [stroke] = gapStrokes(routes, [gap]);
    expect(stroke.path[0]).toEqual(pointAtM(ql7, 50_000));
    expect(stroke.isGap).toBe(true);
    const [label] = gapLabels(routes, [gap], 'vi').features;
    expect(label.geometry.coordinates).toEqual(pointAtM(ql7, 55_000));
    expect(label.properties!.label).toBe(gap.labelVi);
  });
  it('of unknown position are drawn but never labelled as gaps', () => {
    const unpositioned: Gap = { ...gap, kind: 'unpositioned' };
    expect(gapStrokes(routes, [unpositioned])[0].isGap).toBe(false);
    expect(gapLabels(routes, [unpositioned], 'vi').features).toEqual([]);
  });
  it('of areas are left to the area layer', () => {
    expect(gapStrokes(routes, [{ ...gap, unitClass: 'area', fromM: null, toM: null }])).toEqual([]);
  });
});

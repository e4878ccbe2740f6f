import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawCommand } from '#client/map/draw/draw-keys.ts';
import { handleAt, handlesOf, MOST_HANDLES } from '#client/map/draw/handles.ts';
import { cutRoutes, metresPerPixel, nearestRoute, snapped } from '#client/map/draw/snap.ts';
import { nudgeEnd, roundAlong, stretchTo } from '#client/map/draw/stretch.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { toPlane } from '#geo/geometry/projection.ts';
import { nearestOnRoute, pointAtM } from '#geo/network/linear-referencing.ts';
import { SAMPLE_REGISTER as register } from '../../features/register-sample.ts';

const QL7 = register.routes[0];
const BACK = register.routes[1];
/** A winding road of 200 segments, to be cut into several pieces. */
const WINDING: Route = {
  ...QL7,
  id: 'WINDING' as never,
  inRegister: false,
  coordinates: Array.from({ length: 201 }, (_, i): LngLat => [104 + i * 0.004, 19.2 + 0.02 * Math.sin(i / 3)]),
  measuresM: Array.from({ length: 201 }, (_, i) => i * 500),
};

describe('a stretch dragged along a route', () => {
  test('runs between the fixed end and the pointer, in the route’s order, rounded as a pixel can tell', () => {
    const at = pointAtM(QL7, 31_537);
    expect(stretchTo(QL7, 14_200, at, 120)).toEqual({ routeId: 'QL7', fromM: 14_200, toM: 31_500 });
    expect(stretchTo(QL7, 40_000, at, 120)).toEqual({ routeId: 'QL7', fromM: 31_500, toM: 40_000 });
    expect(roundAlong(QL7, 31_537.4, 3)).toBe(31_537);
    // Km 100 is at 0 m: rounding is of the official kilometre.
    expect(roundAlong(BACK, 31_537.4, 15)).toBe(31_540);
  });
  test('never leaves the route, and its ends may pass each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        fc.integer({ min: 0, max: 1 }),
        fc.double({ min: -300_000, max: 300_000, noNaN: true }),
        (a, b, end, byM) => {
          const before = { routeId: 'QL7', fromM: Math.min(a, b), toM: Math.max(a, b) };
          const after = nudgeEnd(QL7, before, end, byM);
          expect(after.fromM).toBeGreaterThanOrEqual(0);
          expect(after.toM).toBeLessThanOrEqual(100_000);
          expect(after.fromM).toBeLessThanOrEqual(after.toM);
          // The other end stays.
          expect([after.fromM, after.toM]).toContain(end === 0 ? before.toM : before.fromM);
        },
      ),
    );
  });
});

describe('snapping', () => {
  const pieces = cutRoutes([QL7, WINDING]);
  const site = { id: 'S', point: [104.5, 19.001] } as unknown as Site;

  test('finds in pieces what looking along the whole route finds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 103.99, max: 104.81, noNaN: true }),
        fc.double({ min: 19.15, max: 19.25, noNaN: true }),
        (lng, lat) => {
          const whole = nearestOnRoute(WINDING, [lng, lat]);
          const found = nearestRoute(cutRoutes([WINDING]), [lng, lat], 1000);
          if (whole.distanceM > 1000) expect(found).toBeUndefined();
          else expect(found?.distanceM).toBeCloseTo(whole.distanceM, 6);
        },
      ),
    );
  });
  test('prefers the route in hand, then the register', () => {
    const twin: Route = { ...QL7, id: 'TWIN' as never, inRegister: false };
    const both = cutRoutes([twin, QL7]);
    expect(nearestRoute(both, [104.5, 19], 500)?.route.id).toBe('QL7');
    expect(nearestRoute(both, [104.5, 19], 500, 'TWIN')?.route.id).toBe('TWIN');
    expect(nearestRoute(both, [104.5, 19.1], 500)).toBeUndefined();
  });
  test('a site goes before a route; what is out of reach stays where it was put', () => {
    const near = { pieces, sites: [site], reachM: 300 };
    expect(snapped([104.5005, 19.001], near)).toEqual(site.point);
    const onRoute = snapped([104.6, 19.001], near);
    expect(nearestOnRoute(QL7, onRoute).distanceM).toBeLessThan(0.01);
    expect(snapped([104.6, 19.1], near)).toEqual([104.6, 19.1]);
  });
  test('a pixel is as wide on the ground as MapLibre draws it', () => {
    // Half the equator in the 256 px of half a tile at zoom 0.
    expect(metresPerPixel(0, 0) * 512).toBeCloseTo(40_075_017, -2);
    const [x] = toPlane([104.75, 19.2]);
    const [nextX] = toPlane([104.75 + 360 / 512 / 2 ** 12, 19.2]);
    expect(metresPerPixel(19.2, 12) / (nextX - x)).toBeCloseTo(1, 2);
  });
});

describe('handles', () => {
  const everywhere: [number, number, number, number] = [103, 18, 107, 21];
  const routeOf = (id: string) => register.routes.find((route) => route.id === id);
  const ring: LngLat[] = [
    [104, 19],
    [105, 19],
    [105, 20],
  ];
  const sketch = { shape: { kind: 'polygon', polygons: [[ring]] }, open: null, selected: null } as const;
  const project = ([lng, lat]: LngLat) => ({ x: (lng - 104) * 1000, y: (lat - 19) * 1000 });

  test('are the vertices and the middles, the last segment of a ring too', () => {
    const handles = handlesOf(sketch, 'polygon', everywhere, routeOf)!;
    expect(handles.map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      'vertex 0',
      'midpoint 0',
      'vertex 1',
      'midpoint 1',
      'vertex 2',
      'midpoint 2',
    ]);
    expect(handleAt(handles, project, { x: 1003, y: 2 })).toMatchObject({ kind: 'vertex', index: 1 });
    expect(handleAt(handles, project, { x: 503, y: 2 })).toMatchObject({ kind: 'midpoint', index: 0 });
    expect(handleAt(handles, project, { x: 250, y: 2 })).toBeUndefined();
  });
  test('of an open area its first and last vertex finish it', () => {
    const open = { ...sketch, open: ring };
    expect(handlesOf(open, 'polygon', everywhere, routeOf)!.map(({ kind }) => kind)).toEqual([
      'finish',
      'vertex',
      'finish',
    ]);
  });
  test('are none where they would be too many, and come back nearer', () => {
    const long = Array.from({ length: MOST_HANDLES }, (_, i): LngLat => [104 + i / 1000, 19]);
    const line = { shape: { kind: 'line', paths: [long] }, open: null, selected: null } as const;
    expect(handlesOf(line, 'line', everywhere, routeOf)).toBeUndefined();
    expect(handlesOf(line, 'line', [104, 18.9, 104.05, 19.1], routeOf)!.length).toBeGreaterThan(90);
  });
});

describe('keys while drawing', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', true>> = {}) =>
    drawCommand({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }, ['interval', 'line']);

  test('undo, redo, modes and steps', () => {
    expect(press('z', { ctrlKey: true })).toEqual({ do: 'undo' });
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toEqual({ do: 'redo' });
    expect(press('y', { ctrlKey: true })).toEqual({ do: 'redo' });
    expect(press('2')).toEqual({ do: 'mode', mode: 'line' });
    expect(press('3')).toBeUndefined();
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ do: 'nudge', dx: 0, dy: -10 });
    expect(press('Enter')).toEqual({ do: 'finish' });
    expect(press('Escape')).toEqual({ do: 'cancel' });
    expect(press('S')).toEqual({ do: 'snap' });
    expect(press('s', { ctrlKey: true })).toBeUndefined();
    expect(press('x')).toBeUndefined();
  });
});

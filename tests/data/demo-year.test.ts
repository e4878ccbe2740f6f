import { describe, expect, it } from 'vitest';
import { generateDemoYear } from '#data/demo/generate-demo-year.ts';
import { readRegister } from '#data/register/load-register.ts';
import { checkDemoYear } from '#data/validation/demo-year.ts';
import { nearestOnRoute } from '#geo/network/linear-referencing.ts';

const register = readRegister();
const demo = generateDemoYear(register);
const thisYear = demo.measures.filter((measure) => measure.lastOn >= '2025-12-15');
const share = <T>(list: readonly T[], test: (item: T) => boolean) => list.filter(test).length / list.length;

describe('the demo year', () => {
  it.each(checkDemoYear(register).map((c) => [c.name, c.faults] as const))('%s', (_, faults) =>
    expect(faults).toEqual([]),
  );

  it('is the same for the same seed, ids included, and another for another', () => {
    expect(JSON.stringify(generateDemoYear(register, { seed: 415 })) === JSON.stringify(demo)).toBe(true);
    const other = generateDemoYear(register, { seed: 7 });
    const ids = new Set(demo.measures.map((measure) => measure.id));
    expect(other.measures.some((measure) => ids.has(measure.id))).toBe(false);
  });

  it('has the size and mix of a province’s year', () => {
    expect(thisYear.length).toBeGreaterThan(2500);
    expect(thisYear.length).toBeLessThan(3500);
    const incidents = demo.incidents.filter((incident) => incident.lastOn >= '2025-12-15').length;
    expect(incidents).toBeGreaterThan(500);
    expect(incidents).toBeLessThan(700);
    expect(share(thisYear, (m) => m.status === 'verified')).toBeGreaterThan(0.75);
    expect(share(thisYear, (m) => m.status === 'done')).toBeGreaterThan(0.08);
    expect(share(thisYear, (m) => m.status === 'planned')).toBeGreaterThan(0.01);
    expect(share(thisYear, (m) => m.orgUnitIds.length > 1)).toBeGreaterThan(0.08);
    expect(share(demo.incidents, (i) => i.place.kind === 'exact')).toBeCloseTo(0.55, 1);
    expect(new Set(thisYear.map((m) => m.type)).size).toBe(13);
    expect(new Set(thisYear.map((m) => m.place.kind)).size).toBe(7);
  });

  it('is busier before Tết than in March’s second half, and busier in July than in November', () => {
    const perDay = (from: string, until: string) =>
      demo.measures.filter((m) => m.firstOn >= from && m.firstOn < until).length /
      ((Date.parse(until) - Date.parse(from)) / 86_400_000);
    expect(perDay('2026-01-15', '2026-02-10')).toBeGreaterThan(1.3 * perDay('2026-03-20', '2026-04-20'));
    expect(perDay('2026-07-10', '2026-08-05')).toBeGreaterThan(1.3 * perDay('2026-10-25', '2026-11-20'));
  });

  it('writes nothing down after its last day', () => {
    for (const { createdAt, updatedAt, verifiedAt } of demo.measures)
      for (const at of [createdAt, updatedAt, verifiedAt ?? createdAt])
        expect(at < '2026-11-22T17:00:00.000Z').toBe(true);
    for (const { createdAt, updatedAt } of demo.incidents)
      for (const at of [createdAt, updatedAt]) expect(at < '2026-11-22T17:00:00.000Z').toBe(true);
  });

  it('leaves Thanh Thủy gate without a verified measure and its post without a report', () => {
    const atGate = thisYear.filter((m) => m.place.kind === 'site' && m.place.siteId === 'gate-thanh-thuy');
    expect(atGate.length).toBeGreaterThan(5);
    expect(atGate.some((m) => m.status === 'verified')).toBe(false);
    expect(demo.reports.some((r) => r.orgUnitId === 'DBP-THANH-THUY' && r.fromOn >= '2025-12-15')).toBe(false);
  });

  it('tracks follow a surveyed road within its accuracy and leave a schematic one', () => {
    const farthest = (routeId: string, lead: string) => {
      const route = register.routes.find((each) => each.id === routeId)!;
      const tracks = demo.measures.filter((m) => m.leadOrgUnitId === lead && m.place.kind === 'track').slice(0, 400);
      const distances = tracks.flatMap((m) =>
        m.place.kind === 'track' && m.place.geometry.type === 'LineString'
          ? m.place.geometry.coordinates
              .filter((_, i) => i % 20 === 0)
              .map((point) => nearestOnRoute(route, point).distanceM)
          : [],
      );
      return distances.filter((d) => d < 8000).sort((a, b) => b - a);
    };
    const onRoad = farthest('QL7', 'DBP-NAM-CAN').filter((d) => d < 300);
    expect(onRoad.length).toBeGreaterThan(500);
    expect(onRoad[Math.floor(onRoad.length / 2)]).toBeLessThan(40);
    const schematic = farthest('QL48', 'DBP-TRI-LE').filter((d) => d < 4000);
    expect(schematic.filter((d) => d > 600).length).toBeGreaterThan(50);
  });
});

import { describe, expect, it } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { checkBaseMap } from '#data/validation/base-map.ts';
import type { Check } from '#data/validation/check.ts';
import { checkFigures } from '#data/validation/figures.ts';
import { checkGeometry } from '#data/validation/geometry.ts';
import { checkRecords } from '#data/validation/records.ts';
import { kmLabel, mOfKm, pointAtM } from '#geo/network/linear-referencing.ts';

const register = readRegister();
const route = (id: string) => register.routes.find((each) => each.id === id)!;

const holds = (checks: Check[]) =>
  it.each(checks.map((c): [string, Check] => [c.name, c]))('%s', (_, { faults }) => expect(faults).toEqual([]));

describe('the data files', () => {
  holds([...checkRecords(register), ...checkFigures(register), ...checkGeometry(register), ...checkBaseMap()]);
});

describe('the checks find faults', () => {
  const faultsOf = (checks: Check[]) => checks.flatMap(({ faults }) => faults);

  it('a vertex out of order', () => {
    const broken = structuredClone(register);
    broken.routes[0].measuresM[5] = broken.routes[0].measuresM[4];
    expect(faultsOf(checkGeometry(broken)).join()).toContain(`route ${broken.routes[0].id} vertex 5`);
  });
  it('a commune moved out of its area', () => {
    const broken = structuredClone(register);
    broken.areas[0].communeIds.pop();
    expect(faultsOf(checkFigures(broken)).join()).toContain('ky-son: 11 communes');
  });
  it('an edge that two communes no longer share', () => {
    const broken = structuredClone(register);
    const { geometry } = broken.communes[60];
    if (geometry.type !== 'Polygon') throw new Error('polygon expected');
    geometry.coordinates[0][3] = [geometry.coordinates[0][3][0] + 0.0004, geometry.coordinates[0][3][1]];
    expect(faultsOf(checkGeometry(broken)).length).toBeGreaterThan(0);
  });
  it('a responsible agency that does not exist', () => {
    const broken = structuredClone(register);
    broken.sites[0].responsibleOrgUnitId = 'NOBODY' as (typeof broken.sites)[0]['responsibleOrgUnitId'];
    expect(faultsOf(checkRecords(broken)).join()).toContain('no org unit NOBODY');
  });
});

describe('kilometres', () => {
  it('the railway reads its official chainage at its stations', () => {
    expect(kmLabel(route('RAIL_NS'), 93_380)).toBe('Km 319+000');
    expect(route('RAIL_NS').kmIsOfficial).toBe(true);
  });
  it('QL7 Km 36 is at Đô Lương, Km 225 at the Lao border, both approximate', () => {
    const [lng, lat] = pointAtM(route('QL7'), mOfKm(route('QL7'), 36));
    expect(Math.hypot(lng - 105.3086, lat - 18.8981)).toBeLessThan(0.003);
    expect(kmLabel(route('QL7'), 218_480)).toBe('≈ Km 225+000');
  });
  it('QL1A counts from the province’s edge', () => {
    const [[fromM]] = route('QL1A').insideM;
    expect(kmLabel(route('QL1A'), fromM)).toBe('≈ Km 0+000');
  });
  it('schematic stretches are those of QL48, QL46 and the Bến Thủy link', () => {
    const schematicKm = (id: string) => {
      const { measuresM: m, accuracyM: a } = route(id);
      return m.slice(1).reduce((sum, to, i) => sum + (Math.max(a[i], a[i + 1]) > 500 ? to - m[i] : 0), 0) / 1000;
    };
    // QL48: the first 30 and the last 43 km; QL46: the last 25 km and 2.9 km of streets in Vinh.
    expect(schematicKm('QL48')).toBeCloseTo(73.55, 2);
    expect(schematicKm('QL46')).toBeGreaterThan(25);
    expect(schematicKm('QL7')).toBe(0);
    expect(schematicKm('RAIL_NS')).toBe(0);
  });
});

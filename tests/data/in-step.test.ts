import { describe, expect, it } from 'vitest';
import { buildAreas, buildCommunes, dissolveProvince } from '#data/build/boundaries.ts';
import { geometryOf } from '#geo/geometry/rings.ts';
import { buildRoutes } from '#data/build/routes.ts';
import { buildSites } from '#data/build/sites.ts';
import { readRegister } from '#data/register/load-register.ts';

/** Whoever edits sources/ must run `npm run data:build`; whoever edits register/ by hand is caught here. */
describe('the register is in step with its sources', () => {
  const register = readRegister();
  const communes = buildCommunes();
  const province = dissolveProvince(communes);

  it('communes', () => {
    expect(register.communes).toEqual(
      communes.map(({ commune, polygons }) => ({ ...commune, geometry: geometryOf(polygons) })),
    );
  });
  it('areas and province', () => {
    expect(register.areas).toEqual(buildAreas(communes));
    expect(register.province).toEqual(geometryOf(province));
  });
  it('routes', () => {
    expect(register.routes).toEqual(buildRoutes(province).map(({ licence: _l, sources: _s, ...route }) => route));
  });
  it('sites', () => {
    expect(register.sites).toEqual([...buildSites('sources/sites.json'), ...buildSites('sources/sites-osm.json')]);
  });
});

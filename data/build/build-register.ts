/**
 * Builds data/register/ from data/sources/: `npm run data:build`. Needs nothing
 * outside the repository and gives the same bytes every time.
 */
import { OrgUnit } from '#geo/domain/org-unit.ts';
import {
  buildAreas,
  buildCommunes,
  buildDistricts,
  COMMUNE_SOURCE,
  communeFeature,
  dissolveProvince,
  provinceFeature,
} from './boundaries.ts';
import { readJson, write, writeFeatures, writeRecords } from './files.ts';
import { buildRoutes } from './routes.ts';
import { buildSites } from './sites.ts';

export function buildRegister(): void {
  const communes = buildCommunes();
  const province = dissolveProvince(communes);
  const { accuracyM: _accuracy, ...credit } = COMMUNE_SOURCE;

  writeFeatures('register/communes.geojson', credit, communes.map(communeFeature));
  writeRecords(
    'register/areas.json',
    buildAreas(communes).map((area) => ({ ...area, ...COMMUNE_SOURCE })),
  );
  writeFeatures('register/districts.geojson', credit, buildDistricts(communes));
  writeFeatures('register/province.geojson', credit, [provinceFeature(province)]);
  writeRecords('register/routes.json', buildRoutes(province));
  writeRecords('register/sites.json', buildSites('sources/sites.json'));
  writeRecords('register/sites-osm.json', buildSites('sources/sites-osm.json'));
  writeRecords(
    'register/org-units.json',
    readJson<unknown[]>('sources/org-units.json').map((unit) => ({ ...OrgUnit.parse(unit), licence: 'dữ kiện' })),
  );
  write('register/register.json', `${JSON.stringify(readJson('sources/register.json'), null, 2)}\n`);
}

import { Area, Commune } from '#geo/domain/area.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import { polygonsAreaM2 } from '#geo/geometry/ellipsoid.ts';
import { readJson } from './files.ts';
import { poleOfInaccessibility } from '#geo/geometry/pole.ts';
import { dissolve, geometryOf, type Polygons, polygonsOf, wind } from '#geo/geometry/rings.ts';

export const COMMUNE_SOURCE = {
  source:
    'Nghị quyết 1678/NQ-UBTVQH15 (tên, dân số, diện tích); ranh giới: vietnamese-provinces-database, đơn giản hóa chung cạnh',
  licence: 'MIT (ranh giới); dữ kiện hành chính',
  /** Simplification and outline together; published areas differ by a median of 0.53 %. */
  accuracyM: 250,
};
const PLAN = 'Kế hoạch 415/KH-UBND ngày 07/7/2017 của UBND tỉnh Nghệ An';
const PLAN_ON = '2017-07-07';
const COMMUNES_ON = '2025-07-01';

interface CommuneSource {
  id: string;
  properties: {
    nameVi: string;
    oldDistrict: string;
    inPlan: boolean;
    onLaoBorder: boolean;
    population: number;
    areaKm2Published: number;
    oldUnits: string[];
  };
  geometry: ArealGeometry;
}
interface AreaSource {
  id: string;
  oldDistrict: string;
  nameVi: string;
  nameEn: string;
  kind: 'district' | 'town' | 'city';
  inPlan: boolean;
  responsibleOrgUnitId: string;
}
export interface CommuneRecord {
  commune: Commune;
  polygons: Polygons;
}

/** Tone marks are placed in two ways (Hòa, Hoà): names are compared without them. */
const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '');

export const readAreaSources = () => readJson<AreaSource[]>('sources/areas.json');

export function buildCommunes(): CommuneRecord[] {
  const districts = readAreaSources();
  const { features } = readJson<{ features: CommuneSource[] }>('sources/communes.geojson');
  return features.map(({ id, properties: p, geometry }) => {
    const district = districts.find((d) => plain(d.oldDistrict) === plain(p.oldDistrict));
    if (!district || district.inPlan !== p.inPlan) throw new Error(`${id} ${p.nameVi}: district ${p.oldDistrict}`);
    const polygons = wind(polygonsOf(geometry));
    const commune = Commune.parse({
      id,
      nameVi: p.nameVi,
      kind: p.nameVi.startsWith('Phường ') ? 'phuong' : 'xa',
      oldDistrictId: district.id,
      oldDistrictNameVi: district.nameVi,
      oldUnits: p.oldUnits,
      onLaoBorder: p.onLaoBorder,
      population: p.population,
      areaKm2Published: p.areaKm2Published,
      labelPoint: poleOfInaccessibility(polygons),
      validFromOn: COMMUNES_ON,
      validUntilOn: null,
    });
    return { commune, polygons };
  });
}

/** The plan's areas as the communes they became; m² of the outlines, which coverage is measured on. */
export function buildAreas(communes: readonly CommuneRecord[]): Area[] {
  return readAreaSources()
    .filter((area) => area.inPlan)
    .map((area) => {
      const members = communes.filter(({ commune }) => commune.oldDistrictId === area.id);
      const polygons = dissolve(members.map((member) => member.polygons));
      return Area.parse({
        id: area.id,
        nameVi: area.nameVi,
        nameEn: area.nameEn,
        kind: area.kind,
        communeIds: members.map(({ commune }) => commune.id),
        areaM2: Math.round(members.reduce((sum, member) => sum + polygonsAreaM2(member.polygons), 0)),
        labelPoint: poleOfInaccessibility(polygons),
        responsibleOrgUnitId: area.responsibleOrgUnitId,
        validFromOn: PLAN_ON,
        validUntilOn: null,
        legalSource: PLAN,
      });
    });
}

export function communeFeature({ commune, polygons }: CommuneRecord): object {
  return {
    type: 'Feature',
    id: commune.id,
    properties: { ...commune, ...COMMUNE_SOURCE },
    geometry: geometryOf(polygons),
  };
}

/** All 21 districts of before 1 July 2025, dissolved from today's communes. */
export function buildDistricts(communes: readonly CommuneRecord[]): object[] {
  return readAreaSources().map((district) => {
    const members = communes.filter(({ commune }) => commune.oldDistrictId === district.id);
    const polygons = dissolve(members.map((member) => member.polygons));
    return {
      type: 'Feature',
      id: district.id,
      properties: {
        id: district.id,
        nameVi: district.nameVi,
        nameEn: district.nameEn,
        kind: district.kind,
        inPlan: district.inPlan,
        communeIds: members.map(({ commune }) => commune.id),
        areaM2: Math.round(polygonsAreaM2(polygons)),
        labelPoint: poleOfInaccessibility(polygons),
        ...COMMUNE_SOURCE,
      },
      geometry: geometryOf(polygons),
    };
  });
}

export const dissolveProvince = (communes: readonly CommuneRecord[]): Polygons =>
  dissolve(communes.map((record) => record.polygons));

export function provinceFeature(polygons: Polygons): object {
  return {
    type: 'Feature',
    id: '40',
    properties: {
      id: '40',
      nameVi: 'Tỉnh Nghệ An',
      nameEn: 'Nghệ An Province',
      areaM2: Math.round(polygonsAreaM2(polygons)),
      ...COMMUNE_SOURCE,
    },
    geometry: geometryOf(polygons),
  };
}

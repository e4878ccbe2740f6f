import type { LngLat } from '#geo/domain/geometry.ts';
import type { Site } from '#geo/domain/site.ts';
import type { CommuneRecord } from './boundaries.ts';
import { readJson } from './files.ts';

/** Names of what lies around, each at a place that is plainly inside it and in the surroundings. */
const AROUND: { kind: 'sea' | 'country' | 'province' | 'river'; nameVi: string; nameEn: string; at: LngLat }[] = [
  { kind: 'sea', nameVi: 'Vịnh Bắc Bộ', nameEn: 'Gulf of Tonkin', at: [106.2, 19.15] },
  { kind: 'country', nameVi: 'LÀO', nameEn: 'LAOS', at: [103.85, 18.85] },
  { kind: 'province', nameVi: 'Thanh Hóa', nameEn: 'Thanh Hóa', at: [105.5, 19.85] },
  { kind: 'province', nameVi: 'Hà Tĩnh', nameEn: 'Hà Tĩnh', at: [105.75, 18.35] },
  { kind: 'province', nameVi: 'Hủa Phăn (Lào)', nameEn: 'Houaphanh (Laos)', at: [104.3, 20.1] },
  { kind: 'province', nameVi: 'Xiêng Khoảng (Lào)', nameEn: 'Xieng Khouang (Laos)', at: [103.65, 19.55] },
  { kind: 'province', nameVi: 'Bô Ly Khăm Xay (Lào)', nameEn: 'Bolikhamxay (Laos)', at: [104.65, 18.45] },
];

/** 1 the city, 2 towns of province rank, 3 district towns. */
const RANK: Record<string, number> = { 'town-vinh': 1, 'town-cua-lo': 2, 'town-hoang-mai': 2, 'town-thai-hoa': 2 };

/**
 * Points to write names at. `rank` 1–3 are towns, 4 communes; `nameVi` is
 * short, without the district in brackets or the word for the kind of unit.
 */
export function buildLabels(communes: readonly CommuneRecord[]): object[] {
  const towns = readJson<Pick<Site, 'id' | 'kind' | 'nameVi' | 'nameEn' | 'point' | 'accuracyM'>[]>(
    'sources/sites.json',
  )
    .filter((site) => site.kind === 'town')
    .map((site) =>
      label(site.point, {
        kind: 'town',
        id: site.id,
        rank: RANK[site.id] ?? 3,
        nameVi: site.nameVi.replace(/ \(.*\)$/, ''),
        nameEn: site.nameEn.replace(/ \(.*\)$/, ''),
        accuracyM: site.accuracyM,
      }),
    );
  const names = communes.map(({ commune }) =>
    label(commune.labelPoint, {
      kind: 'commune',
      id: commune.id,
      rank: 4,
      nameVi: commune.nameVi.replace(/^(Xã|Phường) /, ''),
      nameEn: commune.nameVi.replace(/^(Xã|Phường) /, ''),
    }),
  );
  return [...AROUND.map(({ at, ...name }) => label(at, { ...name, rank: 0 })), ...towns, ...names];
}

function label(coordinates: LngLat, properties: object): object {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates } };
}

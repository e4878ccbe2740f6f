/**
 * Builds data/base/, the client's own base map: land and borders from Natural
 * Earth, with the province's finer coast and Lao border put in their place, so
 * that the two never show as slivers.
 */
import type { LngLat } from '#geo/domain/geometry.ts';
import { buildCommunes, dissolveProvince } from './boundaries.ts';
import { readJson, writeFeatures } from './files.ts';
import { clipRing, isInWindow, readCountries, splice, WINDOW } from './neighbours.ts';
import { buildLabels } from './labels.ts';

/** Corners of the province's outline, to the nearest vertex: where Laos, the sea and the neighbours meet. */
const CORNERS = {
  laosNorth: [104.92092, 19.99762],
  laosSouth: [105.20296, 18.59876],
  coastSouth: [105.76003, 18.76899],
  coastNorth: [105.80026, 19.30141],
} satisfies Record<string, LngLat>;

/** How far the coarse lines are off where the fine ones take over. */
const COAST_TRIM_M = 2500;
const BORDER_TRIM_M = 8000;
const NATURAL_EARTH = { source: 'Natural Earth 1:10m', licence: 'public domain' };
const OUTLINE = { source: 'vietnamese-provinces-database', licence: 'MIT' };

export function buildBase(): void {
  const communes = buildCommunes();
  const province = dissolveProvince(communes);
  const mainland = province[0][0];
  const lao = stretch(mainland, CORNERS.laosNorth, CORNERS.laosSouth);
  const coast = stretch(mainland, CORNERS.coastSouth, CORNERS.coastNorth);
  const [vietnam, laos, thailand] = readCountries();
  const vietnamRing = splice(splice(vietnam.polygons[0][0], coast, COAST_TRIM_M), lao, BORDER_TRIM_M);
  const laosRing = splice(laos.polygons[0][0], lao, BORDER_TRIM_M);
  const rings = [vietnamRing, laosRing, thailand.polygons[0][0]];

  const { west, south, east, north } = WINDOW;
  const frame: LngLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  writeFeatures('base/sea.geojson', NATURAL_EARTH, [
    shape('sea', { nameVi: 'Vịnh Bắc Bộ', nameEn: 'Gulf of Tonkin' }, { type: 'Polygon', coordinates: [frame] }),
  ]);
  writeFeatures('base/land.geojson', { ...NATURAL_EARTH, note: 'province: MIT' }, [
    ...[vietnam, laos, thailand].map(({ id, nameVi, nameEn }, i) =>
      shape('country', { id, nameVi, nameEn }, { type: 'Polygon', coordinates: [rounded(clipRing(rings[i]))] }),
    ),
    shape(
      'province',
      { id: '40', nameVi: 'Nghệ An', nameEn: 'Nghệ An' },
      { type: 'MultiPolygon', coordinates: province },
    ),
  ]);
  writeFeatures('base/lines.geojson', { ...NATURAL_EARTH, note: 'lao-border, province-coast, province-edge: MIT' }, [
    line('lao-border', lao, OUTLINE),
    line('province-coast', coast, OUTLINE),
    ...province.slice(1).map(([island]) => line('province-coast', island, OUTLINE)),
    line('province-edge', stretch(mainland, CORNERS.laosSouth, CORNERS.coastSouth), OUTLINE),
    line('province-edge', stretch(mainland, CORNERS.coastNorth, CORNERS.laosNorth), OUTLINE),
    ...neighbourLines(rings, [lao, coast]),
  ]);
  writeFeatures(
    'base/rivers.geojson',
    NATURAL_EARTH,
    readJson<{ features: object[] }>('sources/ca-river.geojson').features,
  );
  writeFeatures(
    'base/labels.geojson',
    { source: 'GeoNames, censusVN2009, Resolution 1678', licence: 'CC BY 4.0, MIT' },
    buildLabels(communes),
  );
}

/** The part of a counter-clockwise ring from one vertex on to another. */
function stretch(ring: readonly LngLat[], from: LngLat, to: LngLat): LngLat[] {
  const at = (corner: LngLat) => {
    const index = ring.findIndex((p) => p[0] === corner[0] && p[1] === corner[1]);
    if (index < 0) throw new Error(`${corner.join(', ')} is no vertex of the province`);
    return index;
  };
  const [i, j] = [at(from), at(to)];
  return i <= j ? ring.slice(i, j + 1) : [...ring.slice(i), ...ring.slice(1, j + 1)];
}

/** Borders between countries and the coast outside the province: edges of the spliced rings, each once. */
function neighbourLines(rings: LngLat[][], own: LngLat[][]): object[] {
  const drawn = new Set(own.flatMap(edgeKeys));
  const owners = new Map<string, number>();
  for (const key of rings.flatMap(edgeKeys)) owners.set(key, (owners.get(key) ?? 0) + 1);
  const features: object[] = [];
  rings.forEach((ring, country) => {
    const keys = edgeKeys(ring);
    let run: LngLat[] = [];
    let runKind = '';
    const close = () => {
      if (run.length > 1) features.push(line(runKind, rounded(run), NATURAL_EARTH));
      run = [];
    };
    keys.forEach((key, i) => {
      const kind = owners.get(key)! > 1 ? 'country-border' : 'coast';
      // Only Vietnam has a coast here; Lao and Thai edges of one owner border countries outside the window.
      const hidden =
        drawn.has(key) || !isInWindow(ring[i]) || !isInWindow(ring[i + 1]) || (kind === 'coast' && country > 0);
      if (hidden || kind !== runKind) close();
      if (hidden) return;
      if (!run.length) run = [ring[i]];
      run.push(ring[i + 1]);
      runKind = kind;
      drawn.add(key);
    });
    close();
  });
  return features;
}

function edgeKeys(ring: readonly LngLat[]): string[] {
  return ring.slice(1).map((b, i) => [ring[i].join(), b.join()].sort().join('|'));
}

function rounded(points: readonly LngLat[]): LngLat[] {
  return points
    .map(([lng, lat]): LngLat => [Math.round(lng * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4])
    .filter((p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
}

function shape(kind: string, properties: object, geometry: object): object {
  return { type: 'Feature', properties: { kind, ...properties }, geometry };
}

function line(kind: string, coordinates: readonly LngLat[], credit: object): object {
  return shape(kind, credit, { type: 'LineString', coordinates });
}

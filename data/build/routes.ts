import type { LngLat } from '#geo/domain/geometry.ts';
import { Route } from '#geo/domain/route.ts';
import { readCsv, readJson } from './files.ts';
import { COMMUNE_SOURCE } from './boundaries.ts';
import { stretchesInside, widenStretches } from '#geo/network/inside.ts';
import type { Polygons } from '#geo/geometry/rings.ts';

interface RouteSource {
  id: string;
  nameVi: string;
  nameEn: string;
  kind: 'road' | 'railway';
  inRegister: boolean;
  /** Km 0: the line's own start, the province's edge, or known posts. */
  kmZero: 'start' | 'province-edge' | 'posts';
  directionVi: string;
  directionEn: string;
}
type SourceNote = { source: string; licence: string };
/** A stretch of a route with where its geometry comes from; kept beside the route in routes.json. */
export type RouteStretch = SourceNote & { fromM: number; toM: number; accuracyM: number };

const PLAN = 'Kế hoạch 415/KH-UBND ngày 07/7/2017 của UBND tỉnh Nghệ An';

/** @returns routes with `sources` beside, as they stand in routes.json (ODbL). */
export function buildRoutes(province: Polygons): (Route & { licence: string; sources: RouteStretch[] })[] {
  const notes = readJson<Record<string, SourceNote>>('sources/route-sources.json');
  const rows = readCsv('sources/route-points.csv');
  return readJson<RouteSource[]>('sources/routes.json').map((entry) => {
    const points = rows.filter((row) => row.route === entry.id);
    const coordinates = points.map((row): LngLat => [Number(row.lng), Number(row.lat)]);
    const measuresM = points.map((row) => Math.round(Number(row.km) * 1000));
    const accuracyM = points.map((row) => Number(row.accuracy_m));
    const insideM = widenStretches(
      stretchesInside(coordinates, measuresM, province),
      coordinates,
      measuresM,
      province,
      COMMUNE_SOURCE.accuracyM,
    );
    const route = Route.parse({
      id: entry.id,
      nameVi: entry.nameVi,
      nameEn: entry.nameEn,
      kind: entry.kind,
      inRegister: entry.inRegister,
      coordinates,
      measuresM,
      accuracyM,
      insideM,
      lengthM: insideM.reduce((sum, [fromM, toM]) => sum + toM - fromM, 0),
      directionVi: entry.directionVi,
      directionEn: entry.directionEn,
      kmPosts: kmPosts(entry, points, measuresM, insideM),
      kmIsOfficial: entry.kmZero === 'posts',
      responsibleOrgUnitId: 'CA',
      validFromOn: entry.inRegister ? '2017-07-07' : null,
      validUntilOn: null,
      legalSource: entry.inRegister ? PLAN : 'Ngoài danh mục Kế hoạch 415; hiển thị để đối chiếu',
    });
    return { ...route, licence: 'ODbL 1.0', sources: stretchesBySource(points, measuresM, accuracyM, notes) };
  });
}

/** At least two posts, so that everything between and beyond them can be read off. */
function kmPosts(
  entry: RouteSource,
  points: Record<string, string>[],
  measuresM: number[],
  insideM: [number, number][],
): { km: number; atM: number }[] {
  const known = points.flatMap((row, i) =>
    row.post_km === '' ? [] : [{ km: Number(row.post_km), atM: measuresM[i] }],
  );
  if (entry.kmZero === 'posts' || known.length > 1) return known;
  const zeroM = entry.kmZero === 'start' ? measuresM[0] : insideM[0][0];
  const endM = measuresM[measuresM.length - 1];
  return [
    { km: 0, atM: zeroM },
    { km: (endM - zeroM) / 1000, atM: endM },
  ];
}

/** Neighbouring segments of one source, as stretches; a segment belongs to the worse of its ends. */
function stretchesBySource(
  points: Record<string, string>[],
  measuresM: number[],
  accuracyM: number[],
  notes: Record<string, SourceNote>,
): RouteStretch[] {
  const stretches: RouteStretch[] = [];
  for (let i = 1; i < points.length; i++) {
    const worse = accuracyM[i] >= accuracyM[i - 1] ? i : i - 1;
    const note = notes[points[worse].source];
    const last = stretches.at(-1);
    if (last && last.source === note.source && last.accuracyM === accuracyM[worse]) last.toM = measuresM[i];
    else stretches.push({ fromM: measuresM[i - 1], toM: measuresM[i], accuracyM: accuracyM[worse], ...note });
  }
  return stretches;
}

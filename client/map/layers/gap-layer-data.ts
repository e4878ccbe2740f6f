import type { Gap } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import type { MapHit } from '../map-hit.ts';

export interface GapStroke {
  path: LngLat[];
  gapId: string;
  isGap: boolean;
  hit: Extract<MapHit, { kind: 'gap' }>;
}

/** Gaps of routes as lines; those of areas and sites are drawn by their own layers. */
export function gapStrokes(routes: readonly Route[], gaps: readonly Gap[]): GapStroke[] {
  const byId = new Map<string, Route>(routes.map((route) => [route.id, route]));
  return gaps.flatMap((gap) => {
    const route = gap.unitClass === 'route' ? byId.get(gap.unitId) : undefined;
    if (!route || gap.fromM === null || gap.toM === null) return [];
    const path = sliceRoute(route, gap.fromM, gap.toM);
    return [{ path, gapId: gap.id, isGap: gap.kind === 'gap', hit: { kind: 'gap' as const, gap } }];
  });
}

/** A label in the middle of each gap; longer gaps win where there is no room. */
export function gapLabels(
  routes: readonly Route[],
  gaps: readonly Gap[],
  lang: 'vi' | 'en',
): GeoJSON.FeatureCollection<GeoJSON.Point> {
  const byId = new Map<string, Route>(routes.map((route) => [route.id, route]));
  const features = gaps.flatMap((gap) => {
    const route = gap.unitClass === 'route' ? byId.get(gap.unitId) : undefined;
    if (!route || gap.kind !== 'gap' || gap.fromM === null || gap.toM === null) return [];
    return [
      {
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: pointAtM(route, (gap.fromM + gap.toM) / 2) },
        properties: { id: gap.id, label: lang === 'vi' ? gap.labelVi : gap.labelEn, rank: -gap.sizeM },
      },
    ];
  });
  return { type: 'FeatureCollection', features };
}

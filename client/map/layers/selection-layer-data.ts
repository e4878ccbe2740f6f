import type { Register } from '#geo/contract/register.contract.ts';
import type { Gap } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import type { Selection } from '../../state/selection.ts';

/** What to draw around a selection: lines, points, and ids of areas and communes. */
export interface SelectionShapes {
  paths: LngLat[][];
  points: LngLat[];
  polygonIds: string[];
}

const NOTHING: SelectionShapes = { paths: [], points: [], polygonIds: [] };

export function shapesOfSelection(
  selection: Selection,
  register: Pick<Register, 'routes' | 'sites'>,
  gaps: readonly Gap[],
): SelectionShapes {
  const route = (id: string) => register.routes.find((item) => item.id === id);
  const wholeRoute = (id: string): SelectionShapes => {
    const found = route(id);
    return found ? { ...NOTHING, paths: found.insideM.map(([from, to]) => sliceRoute(found, from, to)) } : NOTHING;
  };
  const site = (id: string): SelectionShapes => {
    const found = register.sites.find((item) => item.id === id);
    return found ? { ...NOTHING, points: [found.point] } : NOTHING;
  };
  switch (selection.kind) {
    case 'unit':
      if (selection.unitClass === 'route') return wholeRoute(selection.unitId);
      if (selection.unitClass === 'site') return site(selection.unitId);
      return { ...NOTHING, polygonIds: [selection.unitId] };
    case 'gap': {
      const gap = gaps.find((item) => item.id === selection.gapId);
      if (!gap) return NOTHING;
      const on = gap.unitClass === 'route' ? route(gap.unitId) : undefined;
      if (on && gap.fromM !== null && gap.toM !== null)
        return { ...NOTHING, paths: [sliceRoute(on, gap.fromM, gap.toM)] };
      return gap.unitClass === 'site' ? site(gap.unitId) : { ...NOTHING, polygonIds: [...gap.communeIds] };
    }
    case 'commune':
      return { ...NOTHING, polygonIds: [selection.communeId] };
    case 'site':
      return site(selection.siteId);
    case 'route':
      return wholeRoute(selection.routeId);
    default:
      return NOTHING;
  }
}

/** Lines and points of what is selected and hovered, and the place searched for, told apart by `role`. */
export function highlightFeatures(
  selected: SelectionShapes,
  hovered: SelectionShapes,
  pin: { place: LngLat; label: string } | null,
): GeoJSON.FeatureCollection {
  const featuresOf = (role: string, { paths, points }: SelectionShapes): GeoJSON.Feature[] => [
    ...paths.map((coordinates) => ({
      type: 'Feature' as const,
      geometry: { type: 'LineString' as const, coordinates },
      properties: { role },
    })),
    ...points.map((coordinates) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates },
      properties: { role },
    })),
  ];
  return {
    type: 'FeatureCollection',
    features: [
      ...featuresOf('hovered', hovered),
      ...featuresOf('selected', selected),
      ...(pin
        ? [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: pin.place },
              properties: { role: 'pin', label: pin.label },
            },
          ]
        : []),
    ],
  };
}

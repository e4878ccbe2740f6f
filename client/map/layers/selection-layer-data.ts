import type { Register } from '#geo/contract/register.contract.ts';
import type { Gap } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import type { Selection } from '../../state/selection.ts';
import { NO_SHAPES, type SelectionShapes } from './selection-shapes.ts';

/** What the register and the gaps know of a selection's place; records bring their own (`shapesOfRecord`). */
export function shapesOfSelection(
  selection: Selection,
  register: Pick<Register, 'routes' | 'sites'>,
  gaps: readonly Gap[],
): SelectionShapes {
  const route = (id: string) => register.routes.find((item) => item.id === id);
  const wholeRoute = (id: string): SelectionShapes => {
    const found = route(id);
    return found ? { ...NO_SHAPES, paths: found.insideM.map(([from, to]) => sliceRoute(found, from, to)) } : NO_SHAPES;
  };
  const site = (id: string): SelectionShapes => {
    const found = register.sites.find((item) => item.id === id);
    return found ? { ...NO_SHAPES, points: [found.point] } : NO_SHAPES;
  };
  switch (selection.kind) {
    case 'unit':
      if (selection.unitClass === 'route') return wholeRoute(selection.unitId);
      if (selection.unitClass === 'site') return site(selection.unitId);
      return { ...NO_SHAPES, polygonIds: [selection.unitId] };
    case 'gap': {
      const gap = gaps.find((item) => item.id === selection.gapId);
      if (!gap) return NO_SHAPES;
      const on = gap.unitClass === 'route' ? route(gap.unitId) : undefined;
      if (on && gap.fromM !== null && gap.toM !== null)
        return { ...NO_SHAPES, paths: [sliceRoute(on, gap.fromM, gap.toM)] };
      return gap.unitClass === 'site' ? site(gap.unitId) : { ...NO_SHAPES, polygonIds: [...gap.communeIds] };
    }
    case 'commune':
      return { ...NO_SHAPES, polygonIds: [selection.communeId] };
    case 'site':
      return site(selection.siteId);
    case 'route':
      return wholeRoute(selection.routeId);
    default:
      return NO_SHAPES;
  }
}

/** Shapes to draw; those of a record have no layer of their own that surely shows them. */
export type Highlighted = SelectionShapes & { isRecord?: boolean };

/** Areas, lines and points of what is selected and hovered, and the place searched for, told apart by `role`. */
export function highlightFeatures(
  selected: Highlighted,
  hovered: Highlighted,
  pin: { place: LngLat; label: string } | null,
): GeoJSON.FeatureCollection {
  const featuresOf = (role: string, { paths, points, rings, isRecord = false }: Highlighted): GeoJSON.Feature[] => [
    ...rings.map((coordinates) => ({
      type: 'Feature' as const,
      geometry: { type: 'Polygon' as const, coordinates },
      properties: { role, isRecord },
    })),
    ...paths.map((coordinates) => ({
      type: 'Feature' as const,
      geometry: { type: 'LineString' as const, coordinates },
      properties: { role, isRecord },
    })),
    ...points.map((coordinates) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates },
      properties: { role, isRecord },
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

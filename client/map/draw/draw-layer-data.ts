import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { kmLabel, pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import type { SelectionShapes } from '../layers/selection-shapes.ts';
import type { DrawHint } from './draw-pointer.ts';
import type { Handle } from './handles.ts';
import { isSameVertex, type DrawMode } from './shape.ts';
import type { Sketch } from './sketch.ts';

/**
 * Versions of a place, drawn side by side: one's own and the server's while a
 * person decides; the one of old where it is looked back at or replaced.
 */
export type ComparedPlaces = Partial<Record<'mine' | 'theirs' | 'old', SelectionShapes>>;

type Properties = Record<string, string | boolean>;
const feature = (geometry: GeoJSON.Geometry, properties: Properties): GeoJSON.Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
const line = (coordinates: readonly LngLat[], properties: Properties) =>
  feature({ type: 'LineString', coordinates: coordinates as LngLat[] }, properties);
const point = (coordinates: LngLat, properties: Properties) => feature({ type: 'Point', coordinates }, properties);
const closed = (ring: readonly LngLat[]) => [...ring, ring[0]];

interface Drawn {
  sketch: Sketch;
  mode: DrawMode | null;
  handles: readonly Handle[];
  hint: DrawHint;
  routeOf: (id: string) => Route | undefined;
}

function shapeFeatures({ sketch: { shape }, routeOf }: Drawn): GeoJSON.Feature[] {
  switch (shape.kind) {
    case 'line':
      return shape.paths.map((path) => line(path, { role: 'shape' }));
    case 'polygon':
      return shape.polygons.flatMap((rings) => [
        feature({ type: 'Polygon', coordinates: rings.map(closed) }, { role: 'area' }),
        ...rings.map((ring) => line(closed(ring), { role: 'shape' })),
      ]);
    case 'interval': {
      const route = routeOf(shape.routeId);
      if (!route) return [];
      const isPoint = shape.fromM === shape.toM;
      const ends = isPoint ? [shape.fromM] : [shape.fromM, shape.toM];
      return [
        ...(isPoint ? [] : [line(sliceRoute(route, shape.fromM, shape.toM), { role: 'shape' })]),
        ...ends.map((m) => point(pointAtM(route, m), { role: 'label', label: kmLabel(route, m) })),
      ];
    }
    default:
      return [];
  }
}

/** The part under the hand with the segment that the next click would add. */
function openFeatures({ sketch: { open }, mode, hint: { pointer } }: Drawn): GeoJSON.Feature[] {
  if (open === null || open.length === 0) return [];
  const ring =
    mode === 'polygon' && open.length > 2
      ? [feature({ type: 'Polygon', coordinates: [closed(open)] }, { role: 'area' })]
      : [];
  const rubber = pointer
    ? [
        line([open[open.length - 1], pointer, ...(mode === 'polygon' && open.length > 1 ? [open[0]] : [])], {
          role: 'rubber',
        }),
      ]
    : [];
  return [...ring, ...(open.length > 1 ? [line(open, { role: 'shape' })] : []), ...rubber];
}

/** Lines, areas, handles and labels of a drawing, told apart by `role`. */
export function drawFeatures(drawn: Drawn | null, compared: ComparedPlaces | null): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  for (const [role, shapes] of Object.entries(compared ?? {}) as [keyof ComparedPlaces, SelectionShapes][]) {
    features.push(
      ...shapes.rings.map((coordinates) => feature({ type: 'Polygon', coordinates }, { role })),
      ...shapes.paths.map((path) => line(path, { role })),
      ...shapes.points.map((place) => point(place, { role })),
    );
  }
  if (drawn) {
    const { hint, handles, sketch } = drawn;
    if (hint.on) features.push(line(hint.on.route.coordinates, { role: 'candidate' }));
    features.push(...shapeFeatures(drawn), ...openFeatures(drawn));
    features.push(
      ...handles.map(({ kind, path, index, at }) =>
        point(at, { role: kind, isSelected: isSameVertex({ path, index }, sketch.selected) && kind === 'vertex' }),
      ),
    );
    if (hint.on)
      features.push(
        point(pointAtM(hint.on.route, hint.on.m), { role: 'label', label: kmLabel(hint.on.route, hint.on.m) }),
        point(pointAtM(hint.on.route, hint.on.m), { role: 'midpoint', isSelected: false }),
      );
    else if (hint.pointer) features.push(point(hint.pointer, { role: 'midpoint', isSelected: false }));
  }
  return { type: 'FeatureCollection', features };
}

/** Ids of communes to paint by role: those chosen, and those of two versions. */
export function paintedCommunes(sketch: Sketch | null, compared: ComparedPlaces | null): Record<string, string[]> {
  return {
    chosen: sketch?.shape.kind === 'communes' ? [...sketch.shape.ids] : [],
    mine: compared?.mine?.polygonIds ?? [],
    theirs: compared?.theirs?.polygonIds ?? [],
    old: compared?.old?.polygonIds ?? [],
  };
}

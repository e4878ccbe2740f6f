import type { Register } from '#geo/contract/register.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { mOfKm, parseKm } from '#geo/network/linear-referencing.ts';
import { NO_SHAPE, type DrawMode, type Shape } from '../../map/draw/shape.ts';
import { kmText, readNumber, routeEnds, type PlaceDraft, type PlaceKind } from './place-draft.ts';

/** The way of drawing that belongs to a kind of place; null where there is nothing to draw. */
export const modeOfKind = (kind: PlaceKind): DrawMode | null => (kind === 'province' ? null : kind);

/** What the fields say as a shape to draw, as far as they say one; a km alone is a point of the route. */
export function shapeOfPlace(draft: PlaceDraft, register: Pick<Register, 'routes'>): Shape {
  switch (draft.kind) {
    case 'interval': {
      const route = register.routes.find((item) => item.id === draft.routeId);
      const fromKm = parseKm(draft.fromKm);
      const toKm = draft.toKm.trim() === '' ? fromKm : parseKm(draft.toKm);
      if (!route || fromKm === undefined || toKm === undefined) return NO_SHAPE;
      const ends = routeEnds(route);
      // To the millimetre, as the form reads it.
      const within = (km: number) =>
        Math.round(Math.min(ends.toM, Math.max(ends.fromM, mOfKm(route, km))) * 1000) / 1000;
      const [a, b] = [within(fromKm), within(toKm)];
      return { kind: 'interval', routeId: route.id, fromM: Math.min(a, b), toM: Math.max(a, b) };
    }
    case 'point': {
      const [lng, lat] = [readNumber(draft.lng), readNumber(draft.lat)];
      const isPlace = lng !== undefined && lat !== undefined && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
      return isPlace ? { kind: 'point', at: [lng, lat] } : NO_SHAPE;
    }
    case 'line':
      return draft.lines.length > 0 ? { kind: 'line', paths: draft.lines } : NO_SHAPE;
    case 'polygon':
      return draft.polygons.length > 0 ? { kind: 'polygon', polygons: draft.polygons } : NO_SHAPE;
    case 'communes':
      return { kind: 'communes', ids: draft.communeIds };
    case 'site':
      return draft.siteId === '' ? NO_SHAPE : { kind: 'site', id: draft.siteId };
    case 'province':
      return NO_SHAPE;
  }
}

/** Degrees to six decimals, 0.1 m: what a pointer can tell and a field can show. */
const degrees = (value: number) => String(Math.round(value * 1e6) / 1e6);
const rounded = ([lng, lat]: LngLat): LngLat => [Number(degrees(lng)), Number(degrees(lat))];
const isSame = (a: readonly LngLat[] | undefined, b: readonly LngLat[]) => a === b;
/** Vertices that were not touched keep every digit. */
const roundedPaths = (paths: readonly (readonly LngLat[])[], before: readonly (readonly LngLat[])[]) => {
  const known = new Set(before.flat());
  return paths.map((path, i) =>
    isSame(before[i], path) ? path : path.map((at) => (known.has(at) ? at : rounded(at))),
  );
};

/** The fields that say what was drawn. Nothing drawn empties the fields of the kind in force. */
export function placeWithShape(draft: PlaceDraft, shape: Shape, register: Pick<Register, 'routes'>): PlaceDraft {
  switch (shape.kind) {
    case 'interval': {
      const route = register.routes.find((item) => item.id === shape.routeId);
      if (!route) return draft;
      const toKm = shape.toM === shape.fromM ? '' : kmText(route, shape.toM);
      return { ...draft, kind: 'interval', routeId: route.id, fromKm: kmText(route, shape.fromM), toKm };
    }
    case 'point':
      return { ...draft, kind: 'point', lng: degrees(shape.at[0]), lat: degrees(shape.at[1]) };
    case 'line':
      return { ...draft, kind: 'line', lines: roundedPaths(shape.paths, draft.lines) };
    case 'polygon':
      return {
        ...draft,
        kind: 'polygon',
        polygons: shape.polygons.map((rings, i) => roundedPaths(rings, draft.polygons[i] ?? [])),
      };
    case 'communes':
      return { ...draft, kind: 'communes', communeIds: shape.ids };
    case 'site':
      return { ...draft, kind: 'site', siteId: shape.id };
    case 'none':
      return {
        ...draft,
        ...(draft.kind === 'interval' ? { fromKm: '', toKm: '' } : {}),
        ...(draft.kind === 'point' ? { lng: '', lat: '' } : {}),
        ...(draft.kind === 'line' ? { lines: [] } : {}),
        ...(draft.kind === 'polygon' ? { polygons: [] } : {}),
      };
  }
}

import type { UnitClass } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { formatKm, pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { NO_SHAPE, type DrawMode, type Shape, type Stretch } from '../../map/draw/shape.ts';
import { readNumber } from '../records/place-draft.ts';
import type { MemberEntry } from './member-entry.ts';

/** A km post of a route, as typed. */
export interface PostDraft {
  readonly km: string;
  /** Metres along the route, as typed. */
  readonly at: string;
  /** What is stored, to the digit, until one of the two is typed over. */
  readonly exact: { km: number; atM: number } | null;
}

/** Where a member lies, as typed and drawn. Never changed in place: it has a history. */
export interface MemberPlace {
  readonly mode: DrawMode;
  /** Of a route that is being changed: the stretch to draw anew, and the line that takes its place. */
  readonly routeId: string | null;
  readonly stretch: Stretch | null;
  readonly line: readonly LngLat[];
  /** A whole line that did not come from drawing: of the version taken over in a conflict. */
  readonly whole: readonly LngLat[] | null;
  readonly posts: readonly PostDraft[];
  readonly kmIsOfficial: boolean;
  readonly communeIds: readonly string[];
  readonly lng: string;
  readonly lat: string;
  readonly polygons: readonly (readonly (readonly LngLat[])[])[];
  /** The extent as stored, to the digit, until it is drawn on. */
  readonly storedExtent: MemberEntry['extent'];
}

/** Ways of drawing by class; a route that exists is redrawn stretch by stretch. */
export function modesOf(unitClass: UnitClass, isNew: boolean): DrawMode[] {
  if (unitClass === 'area') return ['communes'];
  if (unitClass === 'site') return ['point', 'polygon'];
  return isNew ? ['line'] : ['interval', 'line'];
}

export function emptyMemberPlace(unitClass: UnitClass): MemberPlace {
  return {
    mode: modesOf(unitClass, true)[0],
    routeId: null,
    stretch: null,
    line: [],
    whole: null,
    posts: [],
    kmIsOfficial: false,
    communeIds: [],
    lng: '',
    lat: '',
    polygons: [],
    storedExtent: null,
  };
}

/** A post that stands at `atM`, as it is typed: km to the metre, metres to the decimetre. */
export function postDraft({ km, atM }: { km: number; atM: number }): PostDraft {
  return { km: formatKm(km).replace(/^Km /, ''), at: String(Math.round(atM * 10) / 10), exact: { km, atM } };
}

/** The drawing that stands for a member as it is. */
export function placeOfEntry(unitClass: UnitClass, entry: MemberEntry, routeId: string | null): MemberPlace {
  const { point, extent = null } = entry;
  const polygons = extent === null ? [] : extent.type === 'Polygon' ? [extent.coordinates] : extent.coordinates;
  return {
    ...emptyMemberPlace(unitClass),
    mode: modesOf(unitClass, false)[0],
    routeId,
    whole: entry.coordinates ?? null,
    posts: (entry.kmPosts ?? []).map(postDraft),
    kmIsOfficial: entry.kmIsOfficial ?? false,
    communeIds: entry.communeIds ?? [],
    lng: point ? String(point[0]) : '',
    lat: point ? String(point[1]) : '',
    polygons: polygons.map((rings) => rings.map((ring) => ring.slice(0, -1))),
    storedExtent: extent,
  };
}

/** What is drawn now, in the way of drawing in force. */
export function shapeOfMember(place: MemberPlace): Shape {
  switch (place.mode) {
    case 'interval':
      return place.stretch ? { kind: 'interval', ...place.stretch } : NO_SHAPE;
    case 'line':
      return place.line.length > 1 ? { kind: 'line', paths: [place.line] } : NO_SHAPE;
    case 'communes':
      return { kind: 'communes', ids: place.communeIds };
    case 'point': {
      const [lng, lat] = [readNumber(place.lng), readNumber(place.lat)];
      const isPlace = lng !== undefined && lat !== undefined && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
      return isPlace ? { kind: 'point', at: [lng, lat] } : NO_SHAPE;
    }
    case 'polygon':
      return place.polygons.length > 0 ? { kind: 'polygon', polygons: place.polygons } : NO_SHAPE;
    case 'site':
      return NO_SHAPE;
  }
}

/** Degrees to six decimals, 0.1 m: what a pointer can tell. */
const rounded = ([lng, lat]: LngLat): LngLat => [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];

const touchedOnly = (line: readonly LngLat[], before: readonly LngLat[]): LngLat[] => {
  const known = new Set(before);
  return line.map((at) => (known.has(at) ? at : rounded(at)));
};

/** The place with what was drawn; stretches of other routes are not taken. */
export function memberWithShape(place: MemberPlace, shape: Shape): MemberPlace {
  switch (shape.kind) {
    case 'interval': {
      if (shape.routeId !== place.routeId) return place;
      const { routeId, fromM, toM } = shape;
      return { ...place, mode: 'interval', stretch: { routeId, fromM, toM } };
    }
    case 'line':
      // One line: of several parts the last drawn stands. Vertices that were not touched keep every digit.
      return { ...place, mode: 'line', line: touchedOnly(shape.paths[shape.paths.length - 1], place.line) };
    case 'communes':
      return { ...place, mode: 'communes', communeIds: shape.ids };
    case 'point': {
      const [lng, lat] = rounded(shape.at);
      return { ...place, mode: 'point', lng: String(lng), lat: String(lat) };
    }
    case 'polygon':
      return {
        ...place,
        mode: 'polygon',
        polygons: shape.polygons.map((rings) => rings.map((ring) => ring.map(rounded))),
        storedExtent: null,
      };
    case 'none':
      if (place.mode === 'interval') return { ...place, stretch: null };
      if (place.mode === 'line') return { ...place, line: [] };
      if (place.mode === 'polygon') return { ...place, polygons: [], storedExtent: null };
      return place.mode === 'point' ? { ...place, lng: '', lat: '' } : place;
    case 'site':
      return place;
  }
}

/** Ends of a stretch this near the route's own are the route's own. */
const END_M = 1;

/**
 * A route's line with `line` in place of a stretch, drawn in either direction;
 * what lies before and after stays to the digit.
 */
export function redrawnLine(route: Route, stretch: Stretch, line: readonly LngLat[]): LngLat[] {
  const { fromM, toM } = stretch;
  const [firstM, lastM] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  const [a, b] = [pointAtM(route, fromM), pointAtM(route, toM)];
  const [first, last] = [line[0], line[line.length - 1]];
  const isReversed = distanceM(first, b) + distanceM(last, a) < distanceM(first, a) + distanceM(last, b);
  const before = fromM - firstM > END_M ? sliceRoute(route, firstM, fromM) : [];
  const after = lastM - toM > END_M ? sliceRoute(route, toM, lastM) : [];
  const whole = [...before, ...(isReversed ? [...line].reverse() : line), ...after];
  return whole.filter((at, i) => i === 0 || at[0] !== whole[i - 1][0] || at[1] !== whole[i - 1][1]);
}

/** A stretch from vertex to vertex of the route, the one given within it: its line has no vertex that the route has not. */
export function stretchOfVertices({ measuresM }: Pick<Route, 'measuresM'>, stretch: Stretch): Stretch {
  const fromM = measuresM.findLast((m) => m <= stretch.fromM) ?? measuresM[0];
  const toM = measuresM.find((m) => m >= stretch.toM) ?? measuresM[measuresM.length - 1];
  return { ...stretch, fromM, toM };
}

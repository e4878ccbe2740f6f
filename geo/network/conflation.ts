import { DomainError, type Message } from '../domain/errors.ts';
import type { ArealGeometry, LngLat } from '../domain/geometry.ts';
import { SCHEMATIC_ACCURACY_M, type Route } from '../domain/route.ts';
import { distanceM } from '../geometry/ellipsoid.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
import { conflationRemarks } from './conflation-remarks.ts';
import { intervalLabel, kmLabel, nearestOnRoute, pointAtM, sliceRoute } from './linear-referencing.ts';
import { lineDifference, type LineDifference } from './line-difference.ts';
import { mixedLine, type MixedPart } from './mixed-line.ts';
import { createOldLine, mayJoin, worstAccuracyM } from './old-line.ts';
import { keysOfRoute, matchedBy, type OsmWay } from './osm-names.ts';
import { groundM, routeOnLine, type ComposedLine, type LinePiece } from './route-line.ts';
import { createWayGraph, joiningRoundabouts, type RouteWay, type WayEdge, type WayGraph } from './way-graph.ts';

/** Of roads and railways in OpenStreetMap, as the data files take it (the worse of 15–25 m). */
export const OSM_ACCURACY_M = 25;
/** Vertices of ways that lie on a straight line within this are left out: far below their accuracy. */
const SIMPLIFIED_M = 3;
/** What one route may have; a real one has some ten thousand. */
const MAX_VERTICES = 200_000;
/** A road that ends farther from the end of the route than this does not reach it. */
const MOST_MISSING_M = 500;
/** A post is placed no better than this anyhow. */
const LEAST_FAR_M = 100;

export interface ReplacedStretch extends LineDifference {
  fromM: number;
  toM: number;
  newFromM: number;
  newToM: number;
  label: string;
  accuracyBeforeM: number;
  accuracyAfterM: number;
  wayCount: number;
}
export interface KeptStretch {
  fromM: number;
  toM: number;
  label: string;
  accuracyM: number;
  reason: 'accurate' | 'no-way' | 'too-far';
}
export interface Seam {
  oldM: number;
  newM: number;
  label: string;
  at: LngLat;
  offM: number;
}
export interface MovedPost {
  km: number;
  beforeM: number;
  afterM: number;
  movedM: number;
  isFar: boolean;
}

type WaysPart = Extract<MixedPart, { kind: 'ways' }>;

/** What ways would make of a route. */
export interface Conflation extends LineDifference {
  wayCount: number;
  usedWayCount: number;
  after: Route;
  /** Empty where the ways better nothing; then `after` is the route itself. */
  replaced: ReplacedStretch[];
  kept: KeptStretch[];
  replacedShare: number;
  seams: Seam[];
  posts: MovedPost[];
  remarks: (Message & { at: LngLat | null })[];
}

export interface ConflationOptions {
  /** Parts less accurate than the ways, or only those that are schematic. */
  replace: 'schematic' | 'less-accurate';
  province: ArealGeometry;
}

/**
 * Replaces the parts of a route that are known worse than roads in
 * OpenStreetMap by the ways that carry its number or name; undefined where no
 * way speaks of it. The order of the ways, and the direction in which two-way
 * ones were drawn, change nothing.
 * @throws DomainError file.too_large
 */
export function conflate(
  route: Route,
  ways: readonly OsmWay[],
  { replace, province }: ConflationOptions,
): Conflation | undefined {
  const keys = keysOfRoute(route);
  const ofRoute = ways.flatMap((way): RouteWay[] => {
    const by = matchedBy(way, keys);
    return by === undefined ? [] : [{ way, by }];
  });
  if (ofRoute.length === 0) return undefined;
  const all = inOrder([...ofRoute, ...joiningRoundabouts(ways, ofRoute)]);
  if (all.reduce((sum, { way }) => sum + way.coordinates.length, 0) > MAX_VERTICES) throw tooManyVertices(route);

  const old = createOldLine(route);
  const keptUpToM = replace === 'schematic' ? SCHEMATIC_ACCURACY_M : OSM_ACCURACY_M;
  const isKept = (segment: number) => old.accuracyM[segment] <= keptUpToM;
  const graph = createWayGraph(all, old, (at) => nearestOnRoute(route, at).m);
  const parts = endsMoved(route, graph, mixedLine(route, old, graph, isKept));
  const used = new Set(parts.flatMap((part) => (part.kind === 'ways' ? part.edges.map(({ way }) => way) : [])));
  used.delete(-1);
  const tooFarM = metresTooFar(graph, parts);
  const common = {
    wayCount: ofRoute.length,
    usedWayCount: used.size,
    kept: parts.flatMap((part) => (part.kind === 'old' ? keptStretches(route, tooFarM, part, isKept) : [])),
    remarks: conflationRemarks(route, graph, all, parts),
  };
  if (parts.every(({ kind }) => kind === 'old')) {
    const none = { meanDistanceM: 0, hausdorffM: 0, replacedShare: 0, replaced: [], seams: [], posts: [] };
    return { ...common, ...none, after: route };
  }
  const offM = (i: number) => seamOffM(route, graph, parts, i);
  const pieces = parts.map((part, i) => pieceOf(graph, part, offM(i), offM(i + 1)));
  const { route: after, line } = routeOnLine(route, pieces, province);
  const replaced = parts.flatMap((part, i) => {
    if (part.kind === 'old') return [];
    // With the straight lines that join it to what is kept.
    const on = line.pieces[i];
    const newFromM = line.pieces[i - 1]?.toM ?? on.fromM;
    const newToM = line.pieces[i + 1]?.fromM ?? on.toM;
    return [{ ...replacedStretch(route, part, pieces[i]), newFromM, newToM }];
  });
  const endM = route.measuresM[route.measuresM.length - 1];
  return {
    ...common,
    after,
    replaced,
    replacedShare: replaced.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0) / (endM - route.measuresM[0]),
    seams: seamsOf(route, graph, parts, line),
    posts: movedPosts(route, after, line),
    ...lineDifference(route.coordinates, after.coordinates),
  };
}

/** By what they are: files list ways in any order. */
function inOrder(ways: readonly RouteWay[]): RouteWay[] {
  const keyed = ways.map((one) => ({
    one,
    key: JSON.stringify([one.way.coordinates, one.by, Object.entries(one.way.tags).sort()]),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

/**
 * Where the road ends beside an end of the old line, no farther off than that
 * is accurate, the end of the route is the road's: no stub is left of the old.
 */
function endsMoved(route: Route, graph: WayGraph, parts: readonly MixedPart[]): MixedPart[] {
  const out = [...parts];
  const { coordinates, accuracyM, measuresM } = route;
  const isNear = (node: number, end: number, next: number, lengthM: number) => {
    const accuracy = Math.max(accuracyM[end], accuracyM[next], OSM_ACCURACY_M);
    return (
      lengthM <= Math.min(MOST_MISSING_M, 2 * accuracy) && distanceM(graph.lngLat[node], coordinates[end]) <= accuracy
    );
  };
  const [first, second] = out;
  if (first.kind === 'old' && second?.kind === 'ways' && isNear(second.nodes[0], 0, 1, first.toM - first.fromM)) {
    out.splice(0, 2, { ...second, fromM: measuresM[0] });
  }
  const [before, last] = out.slice(-2);
  const end = coordinates.length - 1;
  if (last?.kind === 'old' && before.kind === 'ways') {
    if (isNear(before.nodes[before.nodes.length - 1], end, end - 1, last.toM - last.fromM)) {
      out.splice(-2, 2, { ...before, toM: measuresM[end] });
    }
  }
  return out;
}

/** A seam, by index of the later part: how far the way lies beside the old line where they are joined. */
function seamOffM(route: Route, graph: WayGraph, parts: readonly MixedPart[], i: number): number {
  const [before, after] = [parts[i - 1], parts[i]];
  if (before === undefined || after === undefined) return 0;
  const node = after.kind === 'ways' ? after.nodes[0] : (before as WaysPart).nodes.at(-1)!;
  return distanceM(graph.lngLat[node], pointAtM(route, after.fromM));
}

/** The part as a piece of the new line, between seams that are so far off. */
function pieceOf(graph: WayGraph, part: MixedPart, startOffM: number, endOffM: number): LinePiece {
  if (part.kind === 'old') return { kind: 'kept', fromM: part.fromM, toM: part.toM };
  const { nodes, edges } = part;
  const end = nodes.length - 1;
  /** A straight line over a gap, or to the old line, is known no better than it is long. */
  const roughM = nodes.map((_, i) => {
    const gapM = (edge: WayEdge | undefined) => (edge?.way === -1 ? edge.lengthM : 0);
    const seamM = Math.max(i === 0 ? startOffM : 0, i === end ? endOffM : 0);
    return Math.max(gapM(edges[i - 1]), gapM(edges[i]), seamM);
  });
  // A segment is as accurate as the worse of its ends: the neighbours of rough places stay, so that it is short.
  const stays = (i: number) => i === 0 || i === end || [i - 1, i, i + 1].some((k) => roughM[k] > OSM_ACCURACY_M);
  const drawn = nodes.flatMap((node, i) => (stays(i) || graph.isVertex[node] ? [i] : []));
  const bends = new Set(simplifyLine(lineToPlane(drawn.map((i) => graph.lngLat[nodes[i]])), SIMPLIFIED_M));
  const kept = drawn.filter((i, at) => stays(i) || bends.has(at));
  return {
    kind: 'new',
    coordinates: kept.map((i) => graph.lngLat[nodes[i]]),
    accuracyM: kept.map((i) => Math.max(OSM_ACCURACY_M, Math.ceil(roughM[i]))),
  };
}

function replacedStretch(
  route: Route,
  { fromM, toM, edges }: WaysPart,
  piece: LinePiece,
): Omit<ReplacedStretch, 'newFromM' | 'newToM'> {
  const { coordinates } = piece as Extract<LinePiece, { kind: 'new' }>;
  return {
    fromM,
    toM,
    label: intervalLabel(route, fromM, toM),
    accuracyBeforeM: worstAccuracyM(route, fromM, toM),
    // Of its ways; gaps and seams are told by themselves.
    accuracyAfterM: OSM_ACCURACY_M,
    wayCount: new Set(edges.flatMap(({ way }) => (way < 0 ? [] : [way]))).size,
    ...lineDifference(sliceRoute(route, fromM, toM), coordinates),
  };
}

/** Metres beside which ways lie out of reach, or in reach but unused and too far off to be joined. */
function metresTooFar({ tooFarM, lngLat, isVertex, m, distanceM, reachM }: WayGraph, parts: readonly MixedPart[]) {
  const used = new Set(parts.flatMap((part) => (part.kind === 'ways' ? part.nodes : [])));
  const unused = lngLat.flatMap((_, i) => {
    const isFar = isVertex[i] && !used.has(i) && !mayJoin({ distanceM: distanceM[i], reachM: reachM[i] });
    return isFar ? [m[i]] : [];
  });
  return [...tooFarM, ...unused];
}

/** A kept part by the reasons for which it is kept. */
function keptStretches(
  route: Route,
  tooFarM: readonly number[],
  { fromM, toM }: { fromM: number; toM: number },
  isKept: (segment: number) => boolean,
): KeptStretch[] {
  const runs: { fromM: number; toM: number; isAccurate: boolean }[] = [];
  for (let i = 0; i + 1 < route.measuresM.length; i++) {
    const [a, b] = [Math.max(fromM, route.measuresM[i]), Math.min(toM, route.measuresM[i + 1])];
    if (b <= a) continue;
    const last = runs[runs.length - 1];
    if (last?.isAccurate === isKept(i)) last.toM = b;
    else runs.push({ fromM: a, toM: b, isAccurate: isKept(i) });
  }
  return runs.map((run) => ({
    fromM: run.fromM,
    toM: run.toM,
    label: intervalLabel(route, run.fromM, run.toM),
    accuracyM: worstAccuracyM(route, run.fromM, run.toM),
    reason: run.isAccurate ? 'accurate' : tooFarM.some((m) => m > run.fromM && m < run.toM) ? 'too-far' : 'no-way',
  }));
}

function seamsOf(route: Route, graph: WayGraph, parts: readonly MixedPart[], line: ComposedLine): Seam[] {
  return parts.slice(1).map((part, i) => {
    const node = part.kind === 'ways' ? part.nodes[0] : (parts[i] as WaysPart).nodes.at(-1)!;
    return {
      oldM: part.fromM,
      // Where the old line ends or begins: there its kilometre holds.
      newM: part.kind === 'ways' ? line.pieces[i].toM : line.pieces[i + 1].fromM,
      label: kmLabel(route, part.fromM),
      at: graph.lngLat[node],
      offM: Math.round(seamOffM(route, graph, parts, i + 1) * 10) / 10,
    };
  });
}

function movedPosts(route: Route, after: Route, line: ComposedLine): MovedPost[] {
  return route.kmPosts.map(({ km, atM }) => {
    const afterM = after.kmPosts.find((post) => post.km === km)?.atM ?? groundM(route, line, atM);
    const movedM = Math.round(distanceM(pointAtM(route, atM), pointAtM(after, afterM)) * 10) / 10;
    const expectedM = Math.max(LEAST_FAR_M, worstAccuracyM(route, atM - 1, atM + 1));
    return { km, beforeM: atM, afterM, movedM, isFar: movedM > expectedM };
  });
}

function tooManyVertices(route: Route): DomainError {
  return new DomainError('file.too_large', {
    vi: `${route.nameVi}: tệp có hơn ${MAX_VERTICES.toLocaleString('vi')} đỉnh của tuyến này; hãy trích vùng nhỏ hơn.`,
    en: `${route.nameEn}: the file has more than ${MAX_VERTICES.toLocaleString('en')} vertices of this route; extract a smaller region.`,
  });
}

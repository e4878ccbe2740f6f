import type { LngLat } from '../domain/geometry.ts';
import type { Route } from '../domain/route.ts';
import { distanceM } from '../geometry/ellipsoid.ts';
import { polygonsOf } from '../geometry/rings.ts';
import type { ArealGeometry } from '../domain/geometry.ts';
import { stretchesInside, widenStretches } from './inside.ts';
import { kmOfM, nearestOnRoute, pointAtM, segmentAtM } from './linear-referencing.ts';

/** A part of a new line: a stretch of the old one, metres and accuracy included, or one drawn anew. */
export type LinePiece =
  | { kind: 'kept'; fromM: number; toM: number }
  | { kind: 'new'; coordinates: readonly LngLat[]; accuracyM: readonly number[] };

/** Where a place of the old line is on the new one. */
export interface Anchor {
  oldM: number;
  newM: number;
}

export interface ComposedLine extends Pick<Route, 'coordinates' | 'measuresM' | 'accuracyM'> {
  /** Both ends of every kept piece, and those of the line that are where the old one ended, in order. */
  anchors: Anchor[];
  /** Where each piece begins and ends on the new line. */
  pieces: { fromM: number; toM: number }[];
}

/** Vertices closer than this are one. */
const SAME_PLACE_M = 0.01;
/** The outlines of communes and province are known no better than this. */
const OUTLINE_ACCURACY_M = 250;

/**
 * Puts a line together from kept and new pieces, in order. Kept pieces keep
 * their metres (which follow the best known length, not the drawing); along
 * new ones, and between pieces that do not touch, metres are lengths on the
 * ellipsoid. A segment's accuracy is the worse of its two ends.
 */
export function composeLine(route: Route, pieces: readonly LinePiece[]): ComposedLine {
  const line: ComposedLine = { coordinates: [], measuresM: [], accuracyM: [], anchors: [], pieces: [] };
  const endM = () => line.measuresM[line.measuresM.length - 1] ?? 0;
  /** Appends a vertex `stepM` on; a vertex in the same place as the last is not repeated. */
  const push = (at: LngLat, accuracyM: number, stepM?: number) => {
    const last = line.coordinates[line.coordinates.length - 1];
    const step = last === undefined ? 0 : (stepM ?? distanceM(last, at));
    if (last !== undefined && step < SAME_PLACE_M) {
      const i = line.accuracyM.length - 1;
      line.accuracyM[i] = Math.max(line.accuracyM[i], accuracyM);
      return;
    }
    line.coordinates.push([...at]);
    line.measuresM.push(roundMm(endM() + step));
    line.accuracyM.push(accuracyM);
  };
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      piece.coordinates.forEach((at, i) => {
        push(at, piece.accuracyM[i]);
        if (i === 0) line.pieces.push({ fromM: endM(), toM: endM() });
      });
    } else {
      const { vertices, firstM } = keptVertices(route, piece.fromM, piece.toM);
      push(vertices[0].at, vertices[0].accuracyM);
      line.pieces.push({ fromM: endM(), toM: endM() });
      line.anchors.push({ oldM: firstM, newM: endM() });
      for (let i = 1; i < vertices.length; i++) {
        push(vertices[i].at, vertices[i].accuracyM, vertices[i].m - vertices[i - 1].m);
      }
      line.anchors.push({ oldM: vertices[vertices.length - 1].m, newM: endM() });
    }
    line.pieces[line.pieces.length - 1].toM = endM();
  }
  anchorEnds(route, line, pieces);
  return line;
}

/** An end drawn anew this near the old one, or within its accuracy, is the same end. */
const SAME_END_M = 1000;

/**
 * An end drawn anew where the old line ended keeps its kilometre. One that was
 * given up, or drawn elsewhere, anchors nothing: the count goes on from what was kept.
 */
function anchorEnds(route: Route, line: ComposedLine, pieces: readonly LinePiece[]): void {
  const { coordinates, measuresM, accuracyM } = route;
  if (coordinates.length === 0) return;
  const isSame = (old: number, at: LngLat) => distanceM(coordinates[old], at) <= Math.max(SAME_END_M, accuracyM[old]);
  const [last, newLast] = [coordinates.length - 1, line.coordinates.length - 1];
  if (pieces[0].kind === 'new' && isSame(0, line.coordinates[0])) {
    line.anchors.unshift({ oldM: measuresM[0], newM: 0 });
  }
  if (pieces[pieces.length - 1].kind === 'new' && isSame(last, line.coordinates[newLast])) {
    line.anchors.push({ oldM: measuresM[last], newM: line.measuresM[newLast] });
  }
}

function keptVertices(route: Route, fromM: number, toM: number) {
  const { coordinates, measuresM, accuracyM } = route;
  const cut = (m: number) => {
    const i = segmentAtM(route, m);
    const worse = Math.max(accuracyM[i], accuracyM[i + 1]);
    const own = m === measuresM[i] ? accuracyM[i] : m === measuresM[i + 1] ? accuracyM[i + 1] : worse;
    return { at: pointAtM(route, m), m, accuracyM: own };
  };
  const vertices = [cut(fromM)];
  for (let i = 0; i < measuresM.length; i++) {
    if (measuresM[i] > fromM && measuresM[i] < toM) {
      vertices.push({ at: coordinates[i], m: measuresM[i], accuracyM: accuracyM[i] });
    }
  }
  vertices.push(cut(toM));
  return { vertices, firstM: fromM };
}

/**
 * Km posts on a new line. Every post stays where it stands on the ground: on a
 * kept piece at its own metre, else at the nearest place of the new line
 * between the anchors around it. Where kept and new pieces meet, and at ends
 * that are where the old ones were, the kilometre read there so far becomes a
 * post, so that nothing shifts on what was kept. Posts of a part that was given
 * up go with it.
 */
export function recalibratePosts(route: Route, line: ComposedLine): Route['kmPosts'] {
  const posts = route.kmPosts.flatMap((post) => {
    const atM = groundM(route, line, post.atM);
    return isOnLine(route, line, post.atM, atM) ? [{ km: post.km, atM }] : [];
  });
  if (route.kmPosts.length >= 2) {
    for (const { oldM, newM } of line.anchors) posts.push({ km: roundMm(kmOfM(route, oldM) * 1000) / 1000, atM: newM });
  }
  const rising = Math.sign(kmOfM(route, route.measuresM[route.measuresM.length - 1]) - kmOfM(route, 0)) || 1;
  const ordered: Route['kmPosts'] = [];
  // Stable: of two in the same place the route's own post comes first.
  for (const post of posts.sort((a, b) => a.atM - b.atM)) {
    const last = ordered[ordered.length - 1];
    if (last && (post.atM - last.atM < 1 || (post.km - last.km) * rising <= 0)) continue;
    ordered.push({ km: post.km, atM: roundMm(post.atM) });
  }
  return withoutNeedlessPosts(ordered, new Set(route.kmPosts.map((post) => post.km)));
}

/** Where a metre of the old line is on the new one. */
export function groundM(route: Route, line: ComposedLine, oldM: number): number {
  const b = line.anchors.find((anchor) => anchor.oldM >= oldM);
  if (b?.oldM === oldM) return b.newM;
  const a = line.anchors.findLast((anchor) => anchor.oldM < oldM);
  if (a && b && isKeptBetween(route, line, a, b)) return a.newM + (oldM - a.oldM);
  const [fromM, toM] = [a?.newM ?? 0, b?.newM ?? line.measuresM[line.measuresM.length - 1]];
  // Nothing was drawn there: the old line was cut.
  if (toM - fromM < SAME_PLACE_M) return fromM;
  return nearestOnRoute(sliceLine(line, fromM, toM), pointAtM(route, oldM)).m;
}

/** Whether a place is still on the line: between anchors it is, behind the outermost only where it lies near. */
function isOnLine(route: Route, line: ComposedLine, oldM: number, newM: number): boolean {
  const { anchors } = line;
  if (anchors.length > 0 && oldM >= anchors[0].oldM && oldM <= anchors[anchors.length - 1].oldM) return true;
  const i = segmentAtM(route, oldM);
  const reachM = Math.max(SAME_END_M, route.accuracyM[i], route.accuracyM[i + 1]);
  // What was cut off has no place but the end of the line.
  const isCut = newM === 0 || newM === line.measuresM[line.measuresM.length - 1];
  return !isCut && distanceM(pointAtM(route, oldM), pointAtM(line, newM)) <= reachM;
}

/** Whether the line between two anchors is the old one: as long, and its middle on it. */
function isKeptBetween(route: Route, line: ComposedLine, a: Anchor, b: Anchor): boolean {
  if (Math.abs(b.newM - a.newM - (b.oldM - a.oldM)) >= 0.002) return false;
  const middle = pointAtM(route, (a.oldM + b.oldM) / 2);
  return distanceM(middle, pointAtM(line, (a.newM + b.newM) / 2)) < 0.05;
}

function sliceLine(line: ComposedLine, fromM: number, toM: number): Pick<Route, 'coordinates' | 'measuresM'> {
  const inner = line.measuresM.flatMap((m, i) => (m > fromM && m < toM ? [i] : []));
  return {
    coordinates: [pointAtM(line, fromM), ...inner.map((i) => line.coordinates[i]), pointAtM(line, toM)],
    measuresM: [fromM, ...inner.map((i) => line.measuresM[i]), toM],
  };
}

/** Leaves out what lies on the straight line between its neighbours: it says nothing. The route's own posts stay. */
function withoutNeedlessPosts(posts: Route['kmPosts'], own: ReadonlySet<number>): Route['kmPosts'] {
  const out: Route['kmPosts'] = [];
  posts.forEach((post, i) => {
    const [before, after] = [out[out.length - 1], posts[i + 1]];
    if (before && after && !own.has(post.km)) {
      const t = (post.atM - before.atM) / (after.atM - before.atM);
      if (Math.abs(before.km + t * (after.km - before.km) - post.km) < 1e-6) return;
    }
    out.push(post);
  });
  return out;
}

/** The route on a new line: metres, accuracy, posts, and the parts inside the province. */
export function routeOnLine(
  route: Route,
  pieces: readonly LinePiece[],
  province: ArealGeometry,
): { route: Route; line: ComposedLine } {
  const line = composeLine(route, pieces);
  const { coordinates, measuresM, accuracyM } = line;
  const insideM = insideOf(coordinates, measuresM, province);
  const kmPosts = recalibratePosts(route, line);
  return { route: { ...route, coordinates, measuresM, accuracyM, insideM, lengthM: sizeOf(insideM), kmPosts }, line };
}

/** The stretches of a line inside the province, as the data files have them. */
export function insideOf(
  coordinates: readonly LngLat[],
  measuresM: readonly number[],
  province: ArealGeometry,
): [number, number][] {
  const polygons = polygonsOf(province);
  const inside = stretchesInside(coordinates, measuresM, polygons);
  return widenStretches(inside, coordinates, measuresM, polygons, OUTLINE_ACCURACY_M).sort((a, b) => a[0] - b[0]);
}

export function sizeOf(stretches: readonly [number, number][]): number {
  return stretches.reduce((sum, [fromM, toM]) => sum + toM - fromM, 0);
}

/**
 * A line drawn by hand as pieces: where consecutive vertices are those of the
 * old line, the stretch is kept. A line drawn against the route's direction is
 * turned round.
 */
export function piecesOfDrawing(
  route: Route,
  coordinates: readonly LngLat[],
  accuracyM: number | readonly number[],
): LinePiece[] {
  const accuracies = typeof accuracyM === 'number' ? coordinates.map(() => accuracyM) : accuracyM;
  if (isReversed(route, coordinates)) {
    return piecesOfDrawing(route, [...coordinates].reverse(), [...accuracies].reverse());
  }
  const indexOf = new Map(route.coordinates.map((at, i) => [`${at[0]},${at[1]}`, i]));
  const old = coordinates.map((at) => indexOf.get(`${at[0]},${at[1]}`));
  const pieces: LinePiece[] = [];
  let reached = -1;
  for (let i = 0; i + 1 < coordinates.length;) {
    let j = i;
    while (j + 1 < coordinates.length && isNextOld(old, j, reached)) j++;
    if (j > i) {
      const [first, last] = [old[i]!, old[j]!];
      pieces.push({ kind: 'kept', fromM: route.measuresM[first], toM: route.measuresM[last] });
      reached = last;
      i = j;
      continue;
    }
    do j++;
    while (j + 1 < coordinates.length && !isNextOld(old, j, reached));
    const part = { coordinates: coordinates.slice(i, j + 1), accuracyM: accuracies.slice(i, j + 1) };
    pieces.push({ kind: 'new', ...part });
    i = j;
  }
  return pieces;
}

/** Whether the segment from vertex j is a segment of the old line, beyond what was kept so far. */
function isNextOld(old: readonly (number | undefined)[], j: number, reached: number): boolean {
  const [a, b] = [old[j], old[j + 1]];
  return a !== undefined && b === a + 1 && a >= reached;
}

function isReversed(route: Route, drawn: readonly LngLat[]): boolean {
  const [first, last] = [route.coordinates[0], route.coordinates[route.coordinates.length - 1]];
  const [start, end] = [drawn[0], drawn[drawn.length - 1]];
  return distanceM(start, last) + distanceM(end, first) < distanceM(start, first) + distanceM(end, last);
}

function roundMm(m: number): number {
  return Math.round(m * 1000) / 1000;
}

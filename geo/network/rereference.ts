import type { Route } from '../domain/route.ts';
import { kmOfM, mOfKm, nearestOnRoute, pointAtM } from './linear-referencing.ts';

/** What of a version of a route its metres are said by. */
export type Reference = Pick<Route, 'coordinates' | 'measuresM' | 'kmPosts' | 'kmIsOfficial'>;

/** Fewer posts say nothing of the scale between them. */
const POSTS_NEEDED = 2;

/**
 * Metres on one version of a route said in metres of another. What people mean
 * is the kilometre on the post, so the way goes over it: metres → kilometre by
 * the old posts → metres by the new ones. Where either version has fewer than
 * two posts, or the count was replaced by another (from Hà Nội instead of from
 * the province’s edge), the nearest place on the ground stands in. Held within
 * the route.
 */
export function rereference(from: Reference, to: Reference, m: number): number {
  return isSameReference(from, to) ? m : placed(from, to, m).m;
}

/** A metre on the other version, and how far beyond its ends (−: before the first, +: behind the last) it would be. */
function placed(from: Reference, to: Reference, m: number): { m: number; beyondM: number } {
  const [first, last] = [to.measuresM[0], to.measuresM[to.measuresM.length - 1]];
  if (countsAlike(from, to)) {
    const found = mOfKm(to, kmOfM(from, m));
    const held = Math.min(last, Math.max(first, found));
    return { m: roundMm(held), beyondM: found - held };
  }
  const found = nearestOnRoute(to, pointAtM(from, m));
  const beyondM = found.m === first ? -found.distanceM : found.m === last ? found.distanceM : 0;
  return { m: roundMm(found.m), beyondM };
}

/** A stretch said on another version; its ends keep their order where the count of kilometres was turned round. */
export function rereferenceInterval(
  from: Reference,
  to: Reference,
  { fromM, toM }: { fromM: number; toM: number },
): { fromM: number; toM: number } {
  const [a, b] = [rereference(from, to, fromM), rereference(from, to, toM)];
  return a <= b ? { fromM: a, toM: b } : { fromM: b, toM: a };
}

/** Two surveys of the same posts differ by less; two ways to count by far more. */
const SAME_COUNT_M = 5000;

/** What was found once of two versions, which never change. */
const alike = new WeakMap<Reference, WeakMap<Reference, boolean>>();

/**
 * Whether two versions count their kilometres the same way: at two of the new
 * line's ends and its middle both read about the same kilometre. O(n) once.
 */
function countsAlike(from: Reference, to: Reference): boolean {
  if (from.kmPosts.length < POSTS_NEEDED || to.kmPosts.length < POSTS_NEEDED) return false;
  const known = alike.get(from) ?? new WeakMap<Reference, boolean>();
  alike.set(from, known);
  let found = known.get(to);
  if (found === undefined) known.set(to, (found = readsAlike(from, to)));
  return found;
}

function readsAlike(from: Reference, to: Reference): boolean {
  const [first, last] = [to.measuresM[0], to.measuresM[to.measuresM.length - 1]];
  const agreeing = [first, (first + last) / 2, last].filter((m) => {
    const there = nearestOnRoute(from, pointAtM(to, m));
    const apartM = Math.abs(kmOfM(to, m) - kmOfM(from, there.m)) * 1000;
    return apartM <= SAME_COUNT_M + 2 * there.distanceM;
  });
  return agreeing.length >= 2;
}

/** `part`: an end was cut off; `none`: the other version does not have the place, what is left of it is an end of the route. */
export type Carried = 'whole' | 'part' | 'none';

/** What is cut off below this shows in no label: they are rounded to 100 m. */
const CUT_M = 50;

/** Whether the other version has the place of a stretch; where not, `rereferenceInterval` holds it within the route. */
export function carriedOver(from: Reference, to: Reference, { fromM, toM }: { fromM: number; toM: number }): Carried {
  if (isSameReference(from, to)) return 'whole';
  const [a, b] = [placed(from, to, fromM).beyondM, placed(from, to, toM).beyondM];
  const [isCutA, isCutB] = [Math.abs(a) > CUT_M, Math.abs(b) > CUT_M];
  if (isCutA && isCutB && Math.sign(a) === Math.sign(b)) return 'none';
  return isCutA || isCutB ? 'part' : 'whole';
}

function isSameReference(a: Reference, b: Reference): boolean {
  if (a === b) return true;
  if (!sameList(a.measuresM, b.measuresM, (x, y) => x === y)) return false;
  const isSameCount = sameList(a.kmPosts, b.kmPosts, (x, y) => x.km === y.km && x.atM === y.atM);
  if (isSameCount && a.kmPosts.length >= POSTS_NEEDED) return true;
  // Where the ground decides, on the same ground every metre is itself.
  return (
    sameList(a.coordinates, b.coordinates, (x, y) => x[0] === y[0] && x[1] === y[1]) &&
    (isSameCount || !countsAlike(a, b))
  );
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i]));
}

/** A millimetre: what is far below any accuracy here, but keeps 12 000.000000002 out of forms. */
function roundMm(m: number): number {
  return Math.round(m * 1000) / 1000;
}

import fc from 'fast-check';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';

/** What of a route its metres and its line are; support of the tests of versions. */
export type SampleRoute = Pick<Route, 'coordinates' | 'measuresM' | 'accuracyM' | 'kmPosts' | 'kmIsOfficial'>;

export const endOf = ({ measuresM }: Pick<Route, 'measuresM'>): number => measuresM[measuresM.length - 1];

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/**
 * A road from west to east of 6 to 14 vertices, kilometres apart. Its metres
 * are somewhat longer than the drawing, as where hairpins are cut; posts stand
 * unevenly and may count either way.
 */
export const anyRoute: fc.Arbitrary<SampleRoute> = fc
  .record({
    steps: fc.array(fc.record({ lng: share(0.01, 0.05), lat: share(-0.02, 0.02), longer: share(1, 1.15) }), {
      minLength: 5,
      maxLength: 13,
    }),
    posts: fc.array(fc.record({ gapM: share(700, 4000), scale: share(0.8, 1.25) }), { minLength: 2, maxLength: 9 }),
    firstKm: fc.integer({ min: 0, max: 400 }),
    isFalling: fc.boolean(),
  })
  .map(({ steps, posts, firstKm, isFalling }) => {
    const coordinates: LngLat[] = [[104.5, 19]];
    const measuresM = [0];
    for (const { lng, lat, longer } of steps) {
      const last = coordinates[coordinates.length - 1];
      const next: LngLat = [last[0] + lng, last[1] + lat];
      coordinates.push(next);
      measuresM.push(Math.round((measuresM[measuresM.length - 1] + distanceM(last, next) * longer) * 1000) / 1000);
    }
    const kmPosts: Route['kmPosts'] = [];
    let [atM, km] = [0, firstKm];
    for (const { gapM, scale } of posts) {
      if (atM > measuresM[measuresM.length - 1]) break;
      kmPosts.push({ km: Math.round(km * 1000) / 1000, atM: Math.round(atM * 1000) / 1000 });
      km += ((isFalling ? -1 : 1) * gapM * scale) / 1000;
      atM += gapM;
    }
    return { coordinates, measuresM, accuracyM: coordinates.map(() => 25), kmPosts, kmIsOfficial: false };
  });

/** The same road with posts of another survey: the same kilometres, in the same order, elsewhere. */
export function surveyedAnew(route: SampleRoute, scale: number): SampleRoute {
  const last = endOf(route);
  const bend = (m: number) => last * (m / last) ** scale;
  return { ...route, kmPosts: route.kmPosts.map(({ km, atM }) => ({ km, atM: Math.round(bend(atM) * 1000) / 1000 })) };
}

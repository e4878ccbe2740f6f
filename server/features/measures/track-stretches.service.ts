import type { Kysely } from 'kysely';
import { createTrackReach, isWithin, type TrackReach } from '#geo/coverage/track-stretches.ts';
import type { Fault } from '#geo/domain/errors.ts';
import type { LinearGeometry } from '#geo/domain/geometry.ts';
import type { MatchedInterval, MeasurePlace } from '#geo/domain/measure.ts';
import type { Database } from '../../db/database.ts';
import { getPolicy } from '../coverage/policy.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';

type TrackPlace = MeasurePlace & { kind: 'track' };

/** A track as stretches of routes are judged by it: within the reach of the policy in force. */
export async function trackReachOf(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  geometry: LinearGeometry,
): Promise<TrackReach> {
  const { routeReachM } = await getPolicy(db);
  return createTrackReach(geometry, register.routesById, routeReachM);
}

/**
 * Stretches that a track does not bear out, and of which nobody said that they
 * were added by hand.
 * @param known stretches that were found on it or confirmed before; parts of them are no new claim
 */
export function stretchFaults(
  matched: readonly MatchedInterval[],
  reach: TrackReach,
  known: readonly MatchedInterval[],
  path: string,
): Fault[] {
  return matched.flatMap((stretch, i) => {
    if (stretch.byHand || isWithin(stretch, known) || reach.bearsOut(stretch)) return [];
    return [
      {
        code: 'field.missing' as const,
        message: {
          vi: 'Vết không đi dọc đoạn này: hãy ghi rõ là thêm bằng tay, hoặc bỏ đoạn.',
          en: 'The track does not go along this stretch: say that it is added by hand, or remove it.',
        },
        place: { path: `${path}[${i}].byHand` },
      },
    ];
  });
}

/** The stretches of a measure that is typed in whole. */
export async function stretchFaultsOf(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  place: MeasurePlace,
): Promise<Fault[]> {
  if (place.kind !== 'track' || !place.matched || place.matched.length === 0) return [];
  return stretchFaults(place.matched, await trackReachOf(db, register, place.geometry), [], 'place.matched');
}

/**
 * The place of a track that is stored over an earlier one. What was confirmed
 * of it stays where nothing is said of it: as it was while the line is the
 * same, else what of it the new line still bears out; what was added by hand
 * stays as it was said.
 */
export async function settledTrack(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  input: MeasurePlace,
  before: MeasurePlace,
): Promise<{ place: MeasurePlace; faults: Fault[] }> {
  if (input.kind !== 'track' || before.kind !== 'track') {
    return { place: input, faults: await stretchFaultsOf(db, register, input) };
  }
  if (JSON.stringify(input.geometry) === JSON.stringify(before.geometry)) {
    const place = withKnown(input, before.matched, before.dwells);
    // Most edits are of something else: nothing to compare.
    if (place.matched === before.matched || !place.matched) return { place, faults: [] };
    const reach = await trackReachOf(db, register, input.geometry);
    return { place, faults: stretchFaults(place.matched, reach, before.matched ?? [], 'place.matched') };
  }
  const reach = await trackReachOf(db, register, input.geometry);
  const matched = before.matched?.flatMap((one) => (one.byHand ? [one] : reach.cut(one)));
  const faults = stretchFaults(input.matched ?? [], reach, [], 'place.matched');
  return { place: withKnown(input, matched, before.dwells), faults };
}

function withKnown(input: TrackPlace, matched: TrackPlace['matched'], dwells: TrackPlace['dwells']): TrackPlace {
  const place = { ...input, matched: input.matched ?? matched, dwells: input.dwells ?? dwells };
  if (place.matched === undefined) delete place.matched;
  if (place.dwells === undefined) delete place.dwells;
  return place;
}

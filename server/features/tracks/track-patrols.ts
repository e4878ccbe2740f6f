import type { TrackPatrol, TrackPreview } from '#geo/contract/tracks.contract.ts';
import type { LngLat, MultiLineStringGeometry } from '#geo/domain/geometry.ts';
import type { RouteId, SiteId } from '#geo/domain/ids.ts';
import type { MatchedInterval, TrackDwell } from '#geo/domain/measure.ts';
import type { CoveragePolicy } from '#geo/domain/policy.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { polygonToPlane } from '#geo/geometry/polygon.ts';
import { fromPlane, toPlane } from '#geo/geometry/projection.ts';
import { simplifyLine } from '#geo/geometry/simplify-line.ts';
import { createMatcher } from '#geo/network/map-matching.ts';
import type { RawTrack } from '#geo/network/raw-track.ts';
import { createRouteNetwork } from '#geo/network/route-network.ts';
import { cleanTrack, REMOVAL_REASONS, type CleaningOptions, type CleanTrack } from '#geo/network/track-cleaning.ts';
import {
  intervalsOfDay,
  type CatchmentSite,
  type DayIntervals,
  type TrackDwell as FoundDwell,
} from '#geo/network/track-intervals.ts';

/** What waits for the analyst's confirmation. */
export interface StagedPatrol {
  number: number;
  dayOn: string | null;
  geometry: MultiLineStringGeometry;
  dwells: TrackDwell[];
  /** What was found: parts of it need no word of where they come from. Absent in previews of an earlier release. */
  matched?: MatchedInterval[];
}

export interface TrackWork {
  by: 'road' | 'railway';
  cleaning: CleaningOptions;
  routes: readonly Route[];
  sites: readonly Site[];
  /** How far a site reaches, by the policy in force. */
  catchment: Pick<CoveragePolicy, 'siteCatchmentM' | 'gateCatchmentM'>;
}

export interface TrackPatrols {
  patrols: TrackPatrol[];
  cleaning: TrackPreview['cleaning'];
  staged: StagedPatrol[];
}

/** What is stored lies within this of every cleaned position. */
const STORED_TOLERANCE_M = 1;
const DRAWN_TOLERANCE_M = 5;
const MAX_POINTS_SHOWN = 500;

/** Cleans the tracks of a file and reads off what each did on each day. */
export function patrolsOf(
  tracks: readonly RawTrack[],
  work: TrackWork,
  onProgress: (share: number) => void,
): TrackPatrols {
  const isRail = (route: Route) => route.kind === 'railway';
  const matcher = createMatcher(createRouteNetwork(work.routes.filter((r) => isRail(r) === (work.by === 'railway'))));
  const sites = work.sites.filter((site) => site.inRegister).map((site) => catchmentOf(site, work.catchment));
  const out: TrackPatrols = { patrols: [], cleaning: [], staged: [] };
  for (const [t, raw] of tracks.entries()) {
    const clean = cleanTrack(raw, work.cleaning);
    out.cleaning.push(cleaningOf(raw, clean));
    for (const [d, day] of clean.days.entries()) {
      const found = intervalsOfDay(matcher, day, sites, {}, (share) =>
        onProgress((t + (d + share) / clean.days.length) / tracks.length),
      );
      const lines = day.parts.map((part) => lineOf(part.xy, STORED_TOLERANCE_M)).filter((line) => line.length > 1);
      if (lines.length === 0) continue;
      const number = out.patrols.length + 1;
      const times = day.parts.flatMap(({ timeMs }) => [timeMs[0], timeMs[timeMs.length - 1]]).filter(Number.isFinite);
      out.staged.push({
        number,
        dayOn: day.dayOn,
        geometry: { type: 'MultiLineString', coordinates: lines },
        dwells: found.dwells.map(({ x, y, fromMs, untilMs, siteId }) => ({
          siteId: siteId as SiteId | null,
          lngLat: fromPlane(x, y),
          durationS: Math.round((untilMs - fromMs) / 1000),
        })),
        matched: found.intervals.map(({ routeId, fromM, toM, uncertain }) => ({
          routeId: routeId as RouteId,
          fromM,
          toM,
          uncertain,
        })),
      });
      out.patrols.push({
        number,
        name: raw.name,
        dayOn: day.dayOn,
        firstAt: times.length > 0 ? instantOf(Math.min(...times)) : null,
        lastAt: times.length > 0 ? instantOf(Math.max(...times)) : null,
        lengthM: found.lengthM,
        vertices: lines.reduce((sum, line) => sum + line.length, 0),
        lines: day.parts.map((part) => lineOf(part.xy, DRAWN_TOLERANCE_M)),
        ...foundOf(found),
      });
    }
  }
  return out;
}

function foundOf(found: DayIntervals): Pick<TrackPatrol, 'matched' | 'dwells' | 'offRoute' | 'breaks'> {
  return {
    matched: found.intervals.map(({ routeId, firstMs, lastMs, ...interval }) => ({
      ...interval,
      routeId: routeId as RouteId,
      firstAt: instantOf(firstMs),
      lastAt: instantOf(lastMs),
    })),
    dwells: found.dwells.map(({ x, y, fromMs, untilMs, siteId, routeId, atM }: FoundDwell) => ({
      lngLat: fromPlane(x, y),
      durationS: Math.round((untilMs - fromMs) / 1000),
      fromAt: new Date(fromMs).toISOString(),
      siteId: siteId as SiteId | null,
      routeId: routeId as RouteId | null,
      atM,
    })),
    offRoute: found.offRoute.map(({ xy, lengthM }) => ({ line: lineOf(xy, DRAWN_TOLERANCE_M), lengthM })),
    breaks: found.breaks,
  };
}

function cleaningOf(raw: RawTrack, clean: CleanTrack): TrackPreview['cleaning'][number] {
  const { removedIndex, removedReason, outOfOrder, untimed, standing, jumps } = clean;
  const counts = REMOVAL_REASONS.map((reason, r) => ({ reason, count: removedReason.filter((x) => x === r).length }));
  const shown = [...removedIndex].filter((_, k) => REMOVAL_REASONS[removedReason[k]] !== 'malformed');
  return {
    name: raw.name,
    positions: raw.timeMs.length,
    removed: counts.filter(({ count }) => count > 0),
    points: shown.slice(0, MAX_POINTS_SHOWN).map((i): LngLat => [raw.lngLat[2 * i], raw.lngLat[2 * i + 1]]),
    outOfOrder,
    untimed,
    standing,
    jumps,
  };
}

function lineOf(xy: Float64Array, toleranceM: number): LngLat[] {
  return simplifyLine(xy, toleranceM).map((i) => fromPlane(xy[2 * i], xy[2 * i + 1]));
}

function catchmentOf(site: Site, { siteCatchmentM, gateCatchmentM }: TrackWork['catchment']): CatchmentSite {
  const [x, y] = toPlane(site.point);
  const isGate = site.kind === 'border-gate' || site.kind === 'border-opening';
  return {
    id: site.id,
    x,
    y,
    extent: site.extent && polygonToPlane(site.extent),
    catchmentM: isGate ? gateCatchmentM : siteCatchmentM,
  };
}

const instantOf = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);

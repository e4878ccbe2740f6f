import type { Shift, ShiftReport } from '#geo/contract/register-versions.contract.ts';
import type { OrgUnitId, RouteId } from '#geo/domain/ids.ts';
import { MASK_CELL_M, maskInterval, seesExactPlace, type Viewer } from '#geo/domain/precision.ts';
import type { Route } from '#geo/domain/route.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { intervalLabel, pointAtM } from '#geo/network/linear-referencing.ts';
import { carriedOver, rereferenceInterval } from '#geo/network/rereference.ts';

/** A record that speaks in metres of a route. */
export interface RecordOnRoute {
  recordKind: 'measure' | 'incident';
  recordId: Shift['recordId'];
  enteredBy: OrgUnitId;
  firstOn: string;
  routeVersion: number;
  fromM: number;
  toM: number;
  /** A measure at a post: others see the ground cell around it, so the stretch told of it is wider than the cell. */
  isSpot?: boolean;
}

/** Less is not a move: below any accuracy, and below what a label shows. */
const MOVED_M = 0.5;
const LISTED = 500;

/**
 * How records on a route read before and after a change of it; another agency’s
 * are told in whole kilometres. Of a track with several stretches on the route
 * the one that loses most, else moves farthest, stands for all.
 */
export function shiftReport(
  records: readonly RecordOnRoute[],
  change: { before: Route; after: Route; fromVersion: number; toVersion: number | null },
  routeOfVersion: (version: number) => Route,
  viewer: Viewer,
): ShiftReport {
  const { before, after } = change;
  const shifts = records.map((record): Shift => {
    const writtenOn = routeOfVersion(record.routeVersion);
    const masked = !seesExactPlace(viewer, record.enteredBy);
    const marginM = record.isSpot ? MASK_CELL_M : 0;
    const written = masked
      ? maskInterval(record.fromM - marginM, record.toM + marginM, writtenOn.measuresM[writtenOn.measuresM.length - 1])
      : record;
    const old = rereferenceInterval(writtenOn, before, written);
    const now = rereferenceInterval(writtenOn, after, written);
    const apart = (a: number, b: number) => distanceM(pointAtM(before, a), pointAtM(after, b));
    return {
      recordKind: record.recordKind,
      recordId: record.recordId,
      masked,
      firstOn: record.firstOn,
      fromM: [old.fromM, now.fromM],
      toM: [old.toM, now.toM],
      labelBefore: intervalLabel(before, old.fromM, old.toM),
      labelAfter: intervalLabel(after, now.fromM, now.toM),
      carried: carriedOver(writtenOn, after, written),
      shiftM: Math.round(Math.max(apart(old.fromM, now.fromM), apart(old.toM, now.toM)) * 10) / 10,
    };
  });
  const kept = ({ carried }: Shift) => ['none', 'part', 'whole'].indexOf(carried);
  shifts.sort(
    (a, b) =>
      kept(a) - kept(b) || b.shiftM - a.shiftM || (a.recordId < b.recordId ? -1 : a.recordId > b.recordId ? 1 : 0),
  );
  const farthest = new Map<string, Shift>();
  for (const shift of shifts) if (!farthest.has(shift.recordId)) farthest.set(shift.recordId, shift);
  const items = [...farthest.values()];
  return {
    routeId: before.id as RouteId,
    fromVersion: change.fromVersion,
    toVersion: change.toVersion,
    total: items.length,
    moved: items.filter(({ shiftM, carried }) => shiftM > MOVED_M || carried !== 'whole').length,
    cut: items.filter(({ carried }) => carried !== 'whole').length,
    maxShiftM: items.reduce((most, { shiftM }) => Math.max(most, shiftM), 0),
    items: items.slice(0, LISTED),
  };
}

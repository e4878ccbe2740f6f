import type { Area } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { retiredOn, versionOn, type DatedVersion } from '#geo/domain/member-versions.ts';
import type { DayString } from '#geo/domain/period.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';

/** A version of a member, as stored. */
export interface MemberVersion<R = Route | Area | Site> extends DatedVersion {
  unitClass: UnitClass;
  memberId: string;
  record: R;
  legalSource: string;
  note: string;
  identityId: string;
  orgUnitId: string;
  madeAt: string;
}

/** Versions by class and member, members in the order of the plan. */
export interface MemberHistory {
  route: ReadonlyMap<string, readonly MemberVersion<Route>[]>;
  area: ReadonlyMap<string, readonly MemberVersion<Area>[]>;
  site: ReadonlyMap<string, readonly MemberVersion<Site>[]>;
}

export const NO_HISTORY: MemberHistory = { route: new Map(), area: new Map(), site: new Map() };

export interface MembersOnDay {
  routes: Route[];
  areas: Area[];
  sites: Site[];
  /** Members that have several versions, with the one that stands on the day. */
  versions: { unitClass: UnitClass; id: string; version: number }[];
}

/** Every member as it stands on a day, with its own end where it is retired. */
export function membersOn(history: MemberHistory, day: DayString): MembersOnDay {
  const versions: MembersOnDay['versions'] = [];
  const standing = <R extends Route | Area | Site>(
    unitClass: UnitClass,
    members: ReadonlyMap<string, readonly MemberVersion<R>[]>,
  ): R[] =>
    [...members].map(([id, all]) => {
      const one = versionOn(all, day);
      if (all.length > 1) versions.push({ unitClass, id, version: one.version });
      return { ...one.record, validUntilOn: retiredOn(all) ?? one.record.validUntilOn };
    });
  return {
    routes: standing('route', history.route),
    areas: standing('area', history.area),
    sites: standing('site', history.site),
    versions,
  };
}

/** Whether a person ever changed the member: then data files leave it alone. */
export function isEdited(versions: readonly MemberVersion[]): boolean {
  return versions.some(({ identityId }) => identityId !== 'system');
}

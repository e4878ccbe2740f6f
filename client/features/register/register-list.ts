import type { Register } from '#geo/contract/register.contract.ts';
import type { Area } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { Selection } from '../../state/selection.ts';
import { fold } from '../../text/fold.ts';

/** A member as the list shows it. */
export interface ListedMember {
  unitClass: UnitClass;
  record: Route | Area | Site;
  /** `past`: retired before today; `context`: drawn but not counted. */
  group: 'counted' | 'context' | 'past';
  version: number | undefined;
}

export const MEMBER_GROUPS_SHOWN = ['counted', 'context', 'past'] as const;

/** All members, by class and name; `todayOn` tells who has left. */
export function listMembers(
  register: Register,
  todayOn: string,
  compare: (a: string, b: string) => number,
): ListedMember[] {
  const versions = new Map(register.versions.map(({ unitClass, id, version }) => [`${unitClass} ${id}`, version]));
  const of = (unitClass: UnitClass, records: readonly (Route | Area | Site)[]): ListedMember[] =>
    [...records]
      .sort((a, b) => compare(a.nameVi, b.nameVi))
      .map((record) => ({
        unitClass,
        record,
        group:
          record.validUntilOn !== null && record.validUntilOn <= todayOn
            ? 'past'
            : 'inRegister' in record && !record.inRegister
              ? 'context'
              : 'counted',
        version: versions.get(`${unitClass} ${record.id}`),
      }));
  return [...of('route', register.routes), ...of('area', register.areas), ...of('site', register.sites)];
}

/** Members of a class whose name or code has every word of `text`, with or without marks. */
export function filterMembers(
  members: readonly ListedMember[],
  text: string,
  unitClass: UnitClass | 'all',
): ListedMember[] {
  const words = fold(text).split(' ').filter(Boolean);
  return members.filter(({ unitClass: own, record }) => {
    if (unitClass !== 'all' && own !== unitClass) return false;
    const said = fold(`${record.nameVi} ${record.nameEn} ${record.id}`);
    return words.every((word) => said.includes(word));
  });
}

/** How a member is selected: what is counted as a unit, what is context as itself. */
export function selectionOfMember({ unitClass, record }: Pick<ListedMember, 'unitClass' | 'record'>): Selection {
  if ('inRegister' in record && !record.inRegister)
    return unitClass === 'route' ? { kind: 'route', routeId: record.id } : { kind: 'site', siteId: record.id };
  return { kind: 'unit', unitClass, unitId: record.id };
}

/** The member that a selection means; undefined for anything else. */
export function memberOfSelection(selection: Selection): { unitClass: UnitClass; id: string } | undefined {
  if (selection.kind === 'unit') return { unitClass: selection.unitClass, id: selection.unitId };
  if (selection.kind === 'route') return { unitClass: 'route', id: selection.routeId };
  return selection.kind === 'site' ? { unitClass: 'site', id: selection.siteId } : undefined;
}

/** A member of the register by its code. */
export function findMember(register: Register, unitClass: UnitClass, id: string): Route | Area | Site | undefined {
  const lists = { route: register.routes, area: register.areas, site: register.sites };
  return (lists[unitClass] as readonly (Route | Area | Site)[]).find((record) => record.id === id);
}

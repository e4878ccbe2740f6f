import type { Register } from '#geo/contract/register.contract.ts';
import { isInForceIn } from '#geo/domain/member-versions.ts';
import { parsePeriodId } from '#geo/domain/period.ts';

/** A register with the members in force on some day of a period: what a map of the period shows. */
export function membersIn(register: Register, periodId: string | null): Register {
  const days = periodId === null ? undefined : parsePeriodId(periodId);
  if (days === undefined) return register;
  return {
    ...register,
    routes: register.routes.filter((route) => isInForceIn(route, days)),
    areas: register.areas.filter((area) => isInForceIn(area, days)),
    sites: register.sites.filter((site) => isInForceIn(site, days)),
  };
}

/** Of a register that could not be read: nothing is drawn rather than something wrong. */
export function withoutMembers(register: Register): Register {
  return { ...register, routes: [], areas: [], sites: [] };
}

import type { Register } from '#geo/contract/register.contract.ts';
import { readRegister } from '#data/register/load-register.ts';

/** The real register as the API answers it; support of the map's tests. */
export function sampleRegister(): Register {
  const { version, routes, areas, sites, communes, orgUnits, openClasses, credits } = readRegister();
  return {
    version,
    routes,
    areas,
    sites,
    communes: communes.map(({ geometry: _, ...commune }) => commune),
    orgUnits,
    openClasses,
    versions: [],
    credits,
  };
}

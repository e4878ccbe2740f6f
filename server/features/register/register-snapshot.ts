import type { CommuneWithGeometry } from '#geo/domain/area.ts';
import type { OrgUnitId } from '#geo/domain/ids.ts';
import type { OrgUnit } from '#geo/domain/org-unit.ts';
import { placeNamesOf } from '#geo/domain/register-names.ts';
import { createPersonScanner, type PersonScanner } from '#geo/domain/person-patterns.ts';
import type { Viewer } from '#geo/domain/precision.ts';
import type { RecordRefs } from '#geo/domain/record-rules.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { createCommuneIndex, type CommuneIndex } from '#geo/geometry/commune-index.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { Identity } from '../../http/identities.ts';

/** The register as loaded, with the look-ups that saving and reading records need. Never changed once made. */
export interface RegisterSnapshot extends RegisterData {
  routesById: ReadonlyMap<string, Route>;
  sitesById: ReadonlyMap<string, Site>;
  communesById: ReadonlyMap<string, CommuneWithGeometry>;
  orgUnitsById: ReadonlyMap<string, OrgUnit>;
  communeIndex: CommuneIndex;
  /** Free-text scan that knows the register's names. */
  scanPersons: PersonScanner;
  refs: RecordRefs;
  /** Length of a route's reference in metres. */
  routeLengthM(routeId: string): number;
  /** A unit and all units below it. */
  scopeOf(orgUnitId: OrgUnitId): ReadonlySet<OrgUnitId>;
  viewerOf(identity: Identity): Viewer;
}

export function createRegisterSnapshot(data: RegisterData): RegisterSnapshot {
  const routesById = new Map(data.routes.map((route) => [route.id as string, route]));
  const sitesById = new Map(data.sites.map((site) => [site.id as string, site]));
  const communesById = new Map(data.communes.map((commune) => [commune.id as string, commune]));
  const orgUnitsById = new Map(data.orgUnits.map((unit) => [unit.id as string, unit]));
  const scanPersons = createPersonScanner(placeNamesOf(data));
  const referenceEndM = (id: string): number | undefined => {
    const measures = routesById.get(id)?.measuresM;
    return measures?.[measures.length - 1];
  };

  const scopes = new Map<string, ReadonlySet<OrgUnitId>>();
  function scopeOf(orgUnitId: OrgUnitId): ReadonlySet<OrgUnitId> {
    let scope = scopes.get(orgUnitId);
    if (!scope) scopes.set(orgUnitId, (scope = descendantsOf(orgUnitId, data.orgUnits)));
    return scope;
  }

  return {
    ...data,
    routesById,
    sitesById,
    communesById,
    orgUnitsById,
    communeIndex: createCommuneIndex(data.communes),
    scanPersons,
    refs: {
      routeLengthM: referenceEndM,
      hasCommune: (id) => communesById.has(id),
      hasSite: (id) => sitesById.has(id),
      hasOrgUnit: (id) => orgUnitsById.has(id),
      scanPersons,
    },
    routeLengthM: (routeId) => referenceEndM(routeId) ?? 0,
    scopeOf,
    viewerOf: ({ role, orgUnitId }) => ({ role, scope: scopeOf(orgUnitId) }),
  };
}

function descendantsOf(orgUnitId: OrgUnitId, orgUnits: readonly OrgUnit[]): ReadonlySet<OrgUnitId> {
  const scope = new Set<OrgUnitId>([orgUnitId]);
  for (let size = 0; size < scope.size;) {
    size = scope.size;
    for (const unit of orgUnits) if (unit.parentId && scope.has(unit.parentId)) scope.add(unit.id);
  }
  return scope;
}

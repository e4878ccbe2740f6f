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
import { spotOnRoute, statedUncertaintyM } from '#geo/network/route-spot.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { rereference, rereferenceInterval } from '#geo/network/rereference.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { Identity } from '../../http/identities.ts';
import { NO_HISTORY, type MemberHistory, type MembersOnDay } from './member-history.ts';

interface Stretch {
  routeId: string;
  fromM: number;
  toM: number;
}

/** A place that is said in a route's metres, or not. Stretches of a track may be of several routes, each on its own version. */
type AnyPlace = {
  kind: string;
  matched?: (Stretch & { routeVersion?: number })[];
  onRoute?: { routeId: string; m: number };
  uncertaintyM?: number;
} & Partial<Stretch>;

/** The register as it stands on a day, with the look-ups that saving and reading records need. Never changed once made. */
export interface RegisterSnapshot extends RegisterData {
  /** All versions of every member; empty where only the data files are known. */
  history: MemberHistory;
  /** Members that have several versions, with the one that stands here. */
  versions: MembersOnDay['versions'];
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
  /** The version of a route whose metres hold here. */
  routeVersionOf(routeId: string): number;
  /** A route as one of its versions has it. */
  routeOfVersion(routeId: string, version: number): Route;
  /** A place written on some version of its route, in the metres that hold here; other places are the same everywhere. */
  placeHere<P extends AnyPlace>(place: P, writtenOnVersion: number): P;
  /** A unit and all units below it. */
  scopeOf(orgUnitId: OrgUnitId): ReadonlySet<OrgUnitId>;
  viewerOf(identity: Identity): Viewer;
}

export function createRegisterSnapshot(
  data: RegisterData,
  history: MemberHistory = NO_HISTORY,
  versions: MembersOnDay['versions'] = [],
): RegisterSnapshot {
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

  const routeVersions = new Map(versions.filter((v) => v.unitClass === 'route').map((v) => [v.id, v.version]));
  const routeVersionOf = (id: string) => routeVersions.get(id) ?? history.route.get(id)?.[0]?.version ?? 1;
  const routeOfVersion = (id: string, version: number): Route =>
    history.route.get(id)?.find((one) => one.version === version)?.record ?? routesById.get(id)!;

  const stretchHere = <S extends Stretch>(stretch: S, version: number): S => {
    const { routeId } = stretch;
    if (version === routeVersionOf(routeId)) return stretch;
    const [from, to] = [routeOfVersion(routeId, version), routesById.get(routeId)!];
    return { ...stretch, ...rereferenceInterval(from, to, stretch) };
  };

  /** A km post moves with its route, and is as uncertain as the line is there, or as was stated. */
  const spotHere = (onRoute: { routeId: string; m: number }, uncertaintyM: number, version: number) => {
    const { routeId, m } = onRoute;
    if (version === routeVersionOf(routeId)) return {};
    const [from, to] = [routeOfVersion(routeId, version), routesById.get(routeId)!];
    return spotOnRoute(to, rereference(from, to, m), statedUncertaintyM(from, m, uncertaintyM));
  };

  return {
    ...data,
    history,
    versions,
    routeVersionOf,
    routeOfVersion,
    placeHere: (place, version) => {
      const { matched, onRoute, routeId, fromM, toM } = place;
      if (onRoute) return { ...place, ...spotHere(onRoute, place.uncertaintyM ?? 0, version) };
      if (matched) {
        // Stretches from before there were versions name none: they are of the first.
        return { ...place, matched: matched.map(({ routeVersion = 1, ...one }) => stretchHere(one, routeVersion)) };
      }
      if (routeId === undefined || fromM === undefined || toM === undefined) return place;
      return { ...place, ...stretchHere({ routeId, fromM, toM }, version) };
    },
    routesById,
    sitesById,
    communesById,
    orgUnitsById,
    communeIndex: createCommuneIndex(data.communes),
    scanPersons,
    refs: {
      routeLengthM: referenceEndM,
      pointOnRoute: (id, m) => pointAtM(routesById.get(id)!, m),
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

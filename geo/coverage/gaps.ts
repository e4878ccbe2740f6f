import type { CommuneWithGeometry } from '../domain/area.ts';
import type { Gap } from '../domain/coverage.ts';
import type { Bbox } from '../domain/geometry.ts';
import type { CommuneId } from '../domain/ids.ts';
import type { CoveragePolicy } from '../domain/policy.ts';
import { fromPlane } from '../geometry/projection.ts';
import { intervalLabel, sliceBbox } from '../network/linear-referencing.ts';
import { overlapsIntervals, type IntervalSet } from './intervals.ts';
import type { RouteSpace } from './route-space.ts';
import type { SiteSpace } from './site-space.ts';
import type { AreaSpace } from './area-space.ts';
import type { Stretch } from './route-pieces.ts';
import { communesTouched, lastMeasureOf, type Reach } from './unit-figures.ts';
import type { Unit } from './units.ts';

type GapKind = Gap['kind'];

/** A run of stretches below the threshold, of one kind. */
interface Run {
  kind: GapKind;
  fromM: number;
  toM: number;
}

/**
 * Gaps of a route: maximal stretches with C below the policy's threshold and at
 * least its length, within each part inside the province. Where records of
 * unknown position would lift C to the threshold the stretch is `unpositioned`.
 * Inside such a stretch, a part shorter than the length goes with its longer neighbour.
 */
export function routeGaps(
  unit: Unit,
  space: RouteSpace,
  stretches: readonly Stretch[],
  communesAlong: ReadonlyMap<string, IntervalSet>,
  reaches: readonly Reach[],
  policy: CoveragePolicy,
): Gap[] {
  const { route } = space;
  return lowRuns(stretches, policy.gapBelow)
    .filter((runs) => runs[runs.length - 1].toM - runs[0].fromM >= policy.gapMinLengthM)
    .flatMap((runs) => absorbShort(runs, policy.gapMinLengthM))
    .map(({ kind, fromM, toM }) => ({
      ...common(unit, kind, `${Math.round(fromM)}-${Math.round(toM)}`),
      fromM,
      toM,
      labelVi: intervalLabel(route, fromM, toM, 'vi'),
      labelEn: intervalLabel(route, fromM, toM, 'en'),
      sizeM: toM - fromM,
      communeIds: [...communesAlong]
        .filter(([, along]) => overlapsIntervals(along, fromM, toM))
        .sort(([, a], [, b]) => firstWithin(a, fromM) - firstWithin(b, fromM))
        .map(([id]) => id as CommuneId),
      lastMeasure: lastMeasureOf(reaches, ({ certain }) => overlapsIntervals(certain, fromM, toM)),
      bbox: sliceBbox(route, fromM, toM),
    }));
}

/** Where a set of intervals first runs at or after m. */
function firstWithin(set: IntervalSet, m: number): number {
  for (let i = 0; i < set.length; i += 2) if (set[i + 1] > m) return Math.max(m, set[i]);
  return Infinity;
}

/** Neighbouring stretches below the threshold, in groups without a break, each cut by kind. */
function lowRuns(stretches: readonly Stretch[], below: number): Run[][] {
  const groups: Run[][] = [];
  let end = NaN;
  for (const { fromM, toM, fresh, freshWithPlace } of stretches) {
    if (fresh >= below) continue;
    const kind: GapKind = freshWithPlace >= below ? 'unpositioned' : 'gap';
    if (fromM !== end) groups.push([]);
    const group = groups[groups.length - 1];
    const last = group[group.length - 1];
    if (last?.kind === kind) last.toM = toM;
    else group.push({ kind, fromM, toM });
    end = toM;
  }
  return groups;
}

/** Lets the shortest run that is too short go with its longer neighbour, until none is or one is left. */
function absorbShort(runs: Run[], minLengthM: number): Run[] {
  const out = [...runs];
  const length = (run: Run | undefined) => (run ? run.toM - run.fromM : -1);
  while (out.length > 1) {
    let shortest = 0;
    for (let i = 1; i < out.length; i++) if (length(out[i]) < length(out[shortest])) shortest = i;
    if (length(out[shortest]) >= minLengthM) break;
    const before = out[shortest - 1];
    const after = out[shortest + 1];
    const { kind } = length(before) >= length(after) ? before : after;
    const first = Math.max(0, shortest - 1);
    const taken = out.slice(first, shortest + 2);
    out.splice(first, taken.length, { kind, fromM: taken[0].fromM, toM: taken[taken.length - 1].toM });
  }
  return out;
}

/** Communes of an area that no counted measure touched in the period. */
export function areaGaps(
  unit: Unit,
  space: AreaSpace,
  communes: ReadonlyMap<string, CommuneWithGeometry>,
  reaches: readonly Reach[],
): Gap[] {
  const [certain, place] = communesTouched(reaches);
  return space.communes
    .filter(({ communeId }) => !certain.has(communeId))
    .map(({ communeId, polygon, fromM2, toM2 }) => {
      const name = communes.get(communeId)?.nameVi ?? communeId;
      return {
        ...common(unit, place.has(communeId) ? 'unpositioned' : 'gap', communeId),
        fromM: null,
        toM: null,
        labelVi: name,
        labelEn: name,
        sizeM: toM2 - fromM2,
        communeIds: [communeId as CommuneId],
        lastMeasure: lastMeasureOf(reaches, ({ certainCommunes }) => certainCommunes.includes(communeId)),
        bbox: boxOf(polygon, 0),
      };
    });
}

/** A site where no counted measure was present in the period. */
export function siteGaps(unit: Unit, space: SiteSpace, reaches: readonly Reach[]): Gap[] {
  const present = (key: 'certain' | 'possible') =>
    reaches.some(
      ({ counted, footprint }) =>
        !counted.excluded && counted.inPeriod && counted.verified && footprint[key].length > 0,
    );
  if (present('certain')) return [];
  return [
    {
      ...common(unit, present('possible') ? 'unpositioned' : 'gap', 'absent'),
      fromM: null,
      toM: null,
      labelVi: unit.nameVi,
      labelEn: unit.nameEn,
      sizeM: 1,
      communeIds: space.site.communeId ? [space.site.communeId] : [],
      lastMeasure: lastMeasureOf(reaches),
      bbox: boxOf(space.shape, space.catchmentM),
    },
  ];
}

/** What every gap says; its id stays the same as long as unit, kind and place do. */
function common(unit: Unit, kind: GapKind, place: string) {
  const { unitClass, unitId, nameVi, nameEn, responsibleOrgUnitId } = unit;
  return {
    id: `${unitClass}-${unitId}-${kind}-${place}`,
    kind,
    unitClass,
    unitId,
    unitNameVi: nameVi,
    unitNameEn: nameEn,
    responsibleOrgUnitId,
  };
}

function boxOf(box: { minX: number; minY: number; maxX: number; maxY: number }, marginM: number): Bbox {
  const corners = [
    fromPlane(box.minX - marginM, box.minY - marginM),
    fromPlane(box.maxX + marginM, box.minY - marginM),
    fromPlane(box.maxX + marginM, box.maxY + marginM),
    fromPlane(box.minX - marginM, box.maxY + marginM),
  ];
  const lngs = corners.map((corner) => corner[0]);
  const lats = corners.map((corner) => corner[1]);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

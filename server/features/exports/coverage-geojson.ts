import type { Figure, IndicatorRun, RoutePiece, UnitCoverage } from '#geo/domain/coverage.ts';
import { intervalLabel, sliceRoute } from '#geo/network/linear-referencing.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { Lang } from './export-table.ts';
import { postOf } from './export-words.ts';
import { dataLabel } from './source-table.ts';

interface Feature {
  type: 'Feature';
  properties: Record<string, string | number | boolean | null>;
  geometry: object;
}

/** Figures of a unit as flat attributes, in the API's own units (m, m², count), so that they equal it to the digit. */
function figureProperties(unit: UnitCoverage): Feature['properties'] {
  const entries = (['official', 'extent', 'fresh', 'periodMean'] as const).flatMap((name) => partsOf(name, unit[name]));
  const communes = unit.communes ? partsOf('communes', unit.communes) : [];
  return Object.fromEntries([...entries, ...communes]);
}

function partsOf(name: string, { low, high, total }: Figure): [string, number | null][] {
  return [
    [`${name}Low`, low],
    [`${name}High`, high],
    [`${name}Total`, total],
    [`${name}Share`, total === 0 ? null : low / total],
    [`${name}ShareHigh`, total === 0 ? null : high / total],
  ];
}

/**
 * A run as a FeatureCollection (EPSG:4326): pieces of routes, gaps on routes,
 * then routes, areas and sites with their figures. `feature` tells them apart; the run
 * itself stands in the collection's `run` member (RFC 7946 §6.1).
 */
export function renderCoverageGeojson(
  run: IndicatorRun,
  pieces: readonly { routeId: string; pieces: RoutePiece[] }[],
  register: RegisterSnapshot,
  lang: Lang,
): string {
  const nameOf = (unit: { nameVi: string; nameEn: string }) => (lang === 'vi' ? unit.nameVi : unit.nameEn);
  const features: Feature[] = [];
  for (const { routeId, pieces: parts } of pieces) {
    const route = register.routesById.get(routeId)!;
    for (const { fromM, toM, ...figures } of parts) {
      features.push({
        type: 'Feature',
        properties: {
          feature: 'route-piece',
          id: routeId,
          name: nameOf(route),
          label: intervalLabel(route, fromM, toM, lang),
          fromKm: postOf(route, fromM),
          toKm: postOf(route, toM),
          fromM,
          toM,
          ...figures,
        },
        geometry: { type: 'LineString', coordinates: sliceRoute(route, fromM, toM) },
      });
    }
  }
  for (const gap of run.gaps) {
    if (gap.fromM === null || gap.toM === null) continue;
    const route = register.routesById.get(gap.unitId)!;
    features.push({
      type: 'Feature',
      properties: {
        feature: gap.kind,
        id: gap.id,
        name: nameOf(route),
        label: lang === 'vi' ? gap.labelVi : gap.labelEn,
        fromKm: postOf(route, gap.fromM),
        toKm: postOf(route, gap.toM),
        fromM: gap.fromM,
        toM: gap.toM,
        sizeM: gap.sizeM,
        responsible: gap.responsibleOrgUnitId,
        lastMeasureOn: gap.lastMeasure?.lastOn ?? null,
      },
      geometry: { type: 'LineString', coordinates: sliceRoute(route, gap.fromM, gap.toM) },
    });
  }
  const outlines = new Map<string, object>(register.districts.map((district) => [district.id, district.geometry]));
  for (const unit of run.units) {
    const geometry = geometryOf(unit, register, outlines);
    if (geometry === undefined) continue;
    features.push({
      type: 'Feature',
      properties: {
        feature: unit.unitClass,
        id: unit.unitId,
        name: nameOf(unit),
        responsible: unit.responsibleOrgUnitId,
        notReported: unit.notReported,
        gapCount: unit.gapCount,
        ...figureProperties(unit),
      },
      geometry,
    });
  }
  return JSON.stringify({
    type: 'FeatureCollection',
    name: `indicator-1 ${run.period.id}`,
    run: {
      id: run.id,
      period: run.period,
      freshAt: run.freshAt,
      policyVersion: run.policy.version,
      registerVersion: run.registerVersion,
      dataVersion: run.dataVersion,
      data: dataLabel(run, lang),
      inputs: run.inputs,
      pooledOfficial: run.pooledOfficial,
      classes: run.classes,
    },
    credits: register.credits,
    features,
  });
}

/** A route inside the province, an area's outline, a site's point. */
function geometryOf(
  { unitClass, unitId }: UnitCoverage,
  register: RegisterSnapshot,
  outlines: ReadonlyMap<string, object>,
): object | undefined {
  switch (unitClass) {
    case 'route': {
      const route = register.routesById.get(unitId)!;
      return {
        type: 'MultiLineString',
        coordinates: route.insideM.map(([fromM, toM]) => sliceRoute(route, fromM, toM)),
      };
    }
    case 'area':
      return outlines.get(unitId);
    case 'site':
      return { type: 'Point', coordinates: register.sitesById.get(unitId)!.point };
  }
}

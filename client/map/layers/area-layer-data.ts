import type { UnitCoverage, UnitDetail } from '#geo/domain/coverage.ts';
import { coverageClass } from '../coverage-colours.ts';

/** How much of each key area measures reached, as a class of the coverage ramp; absent when it has no size. */
export function areaClasses(units: readonly UnitCoverage[]): Map<string, number> {
  return new Map(
    units
      .filter((unit) => unit.unitClass === 'area' && unit.extent.total > 0)
      .map((unit) => [unit.unitId, coverageClass(unit.extent.low / unit.extent.total)]),
  );
}

/**
 * Communes of key areas as places on the coverage ramp: 0 a gap, 2 where only
 * records of unknown position may lie, 4 touched: as the list of gaps says it.
 * `touchedHigh` colours nothing: an agency that has not reported lifts them all.
 */
export function communeClasses(details: readonly Pick<UnitDetail, 'communes' | 'gaps'>[]): Map<string, number> {
  const classes = new Map<string, number>();
  for (const { communes, gaps } of details) {
    const unpositioned = new Set<string>(gaps.flatMap((gap) => (gap.kind === 'unpositioned' ? gap.communeIds : [])));
    for (const { communeId, touched } of communes) {
      const own = touched ? 4 : unpositioned.has(communeId) ? 2 : 0;
      // A commune of two areas shows the best that is known of it.
      classes.set(communeId, Math.max(own, classes.get(communeId) ?? 0));
    }
  }
  return classes;
}

interface Shape {
  geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  properties: { id: string; nameVi: string; nameEn?: string };
}

/** Shapes with their class; −1 (drawn without colour) where a shape has none. */
export function colouredShapes(
  shapes: readonly Shape[],
  classes: ReadonlyMap<string, number>,
): GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: shapes.map(({ geometry, properties: { id, nameVi, nameEn } }) => ({
      type: 'Feature',
      geometry,
      properties: { id, nameVi, nameEn: nameEn ?? nameVi, coverage: classes.get(id) ?? -1 },
    })),
  };
}

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

/** 0 without a measure, 2 only perhaps (bounds), 4 with one: places on the coverage ramp. */
export function communeClasses(details: readonly Pick<UnitDetail, 'communes'>[]): Map<string, number> {
  return new Map(
    details.flatMap((detail) =>
      detail.communes.map((commune) => [commune.communeId, commune.touched ? 4 : commune.touchedHigh ? 2 : 0] as const),
    ),
  );
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

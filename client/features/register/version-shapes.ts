import type { RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import type { Area } from '#geo/domain/area.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { NO_SHAPES, type SelectionShapes } from '../../map/layers/selection-shapes.ts';

/** Where a version of a member lies: its line, its communes, or its point and extent. */
export function shapesOfVersion({ unitClass, record }: Pick<RegisterVersion, 'unitClass' | 'record'>): SelectionShapes {
  if (unitClass === 'route') return { ...NO_SHAPES, paths: [(record as Route).coordinates] };
  if (unitClass === 'area') return { ...NO_SHAPES, polygonIds: [...(record as Area).communeIds] };
  const { point, extent } = record as Site;
  const rings = extent === null ? [] : extent.type === 'Polygon' ? [extent.coordinates] : extent.coordinates;
  return { ...NO_SHAPES, points: [point], rings };
}

const keyOf = ([lng, lat]: LngLat) => `${lng} ${lat}`;

/** The parts of a line that another does not have, each from the last vertex they share to the next. */
export function ownParts(line: readonly LngLat[], other: readonly LngLat[]): LngLat[][] {
  const known = new Set(other.map(keyOf));
  const parts: LngLat[][] = [];
  let part: LngLat[] | null = null;
  for (const [i, at] of line.entries()) {
    if (!known.has(keyOf(at))) {
      part ??= i > 0 ? [line[i - 1]] : [];
      part.push(at);
    } else if (part) {
      parts.push([...part, at]);
      part = null;
    }
  }
  if (part && part.length > 1) parts.push(part);
  return parts;
}

/** Two versions side by side: of lines only where they differ, of everything else the whole. */
export function comparedVersions(
  before: Pick<RegisterVersion, 'unitClass' | 'record'>,
  after: Pick<RegisterVersion, 'unitClass' | 'record'>,
): { old: SelectionShapes; mine: SelectionShapes } {
  if (before.unitClass !== 'route') return { old: shapesOfVersion(before), mine: shapesOfVersion(after) };
  const [a, b] = [(before.record as Route).coordinates, (after.record as Route).coordinates];
  return { old: { ...NO_SHAPES, paths: ownParts(a, b) }, mine: { ...NO_SHAPES, paths: ownParts(b, a) } };
}

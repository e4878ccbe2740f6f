import type { LngLat } from '#geo/domain/geometry.ts';
import { isInside, polygonToPlane } from '#geo/geometry/polygon.ts';
import { toPlane } from '#geo/geometry/projection.ts';
import type { CommuneCollection } from '../../api/register-geometry.ts';

/** Finds the commune that holds a place; undefined outside the province. */
export function communeFinder({ features }: CommuneCollection): (at: LngLat) => string | undefined {
  const outlines = features.map(({ geometry, properties }) => ({
    id: properties.id as string,
    polygon: polygonToPlane(geometry),
  }));
  return (at) => {
    const [x, y] = toPlane(at);
    return outlines.find(({ polygon }) => isInside(polygon, x, y))?.id;
  };
}

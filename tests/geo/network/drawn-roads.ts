import type { ArealGeometry, LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { fromPlane } from '#geo/geometry/projection.ts';
import type { OsmWay } from '#geo/network/osm-names.ts';

/** Places by metres east and north of a corner in the province. */
export type Place = [x: number, y: number];
export const at = ([x, y]: Place): LngLat => {
  const [lng, lat] = fromPlane(480_000 + x, 2_110_000 + y);
  // As OpenStreetMap keeps them.
  return [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
};

/** Everything drawn here lies inside. */
export const AROUND: ArealGeometry = {
  type: 'Polygon',
  coordinates: [
    [[-9e4, -9e4] as Place, [9e4, -9e4] as Place, [9e4, 9e4] as Place, [-9e4, 9e4] as Place, [-9e4, -9e4] as Place].map(
      at,
    ),
  ],
};

/** Quốc lộ 99, straight east: a vertex a kilometre, accuracies by vertex; Km 0 and the last post at its ends. */
export function straightRoute(accuracyM: readonly number[]): Route {
  const endM = (accuracyM.length - 1) * 1000;
  return {
    id: 'QL99',
    nameVi: 'Quốc lộ 99',
    nameEn: 'National Road 99',
    kind: 'road',
    inRegister: true,
    coordinates: accuracyM.map((_, i) => at([i * 1000, 0])),
    measuresM: accuracyM.map((_, i) => i * 1000),
    accuracyM: [...accuracyM],
    insideM: [[0, endM]],
    lengthM: endM,
    directionVi: '',
    directionEn: '',
    kmPosts: [
      { km: 0, atM: 0 },
      { km: endM / 1000, atM: endM },
    ],
    kmIsOfficial: false,
    responsibleOrgUnitId: 'CA',
    validFromOn: null,
    validUntilOn: null,
    legalSource: '',
  } as unknown as Route;
}

/** A way of that road. */
export const way = (places: readonly Place[], tags: Record<string, string> = {}): OsmWay => ({
  coordinates: places.map(at),
  tags: { highway: 'trunk', ref: 'QL.99', ...tags },
});

/** Places `y(x)` from one x to another, `everyM` apart. */
export function curve(fromX: number, toX: number, y: (x: number) => number = () => 0, everyM = 100): Place[] {
  const steps = Math.max(1, Math.round(Math.abs(toX - fromX) / everyM));
  return Array.from({ length: steps + 1 }, (_, i): Place => {
    const x = fromX + (i / steps) * (toX - fromX);
    return [x, y(x)];
  });
}

import type { Heat } from '#geo/contract/coverage.contract.ts';
import type { CommuneWithGeometry } from '#geo/domain/area.ts';
import { SURROUNDINGS, type ArealGeometry } from '#geo/domain/geometry.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import { INCIDENT_CELL_MIN } from '#geo/domain/precision.ts';
import type { Route } from '#geo/domain/route.ts';
import { distanceToPolygon, polygonToPlane } from '#geo/geometry/polygon.ts';
import { incidentPositions } from '#geo/statistics/incident-positions.ts';
import { cellCentre, groundGridOf, kernelDensity } from '#geo/statistics/kernel-density.ts';

export interface HeatInput {
  places: readonly IncidentPlace[];
  routes: readonly Route[];
  communes: readonly CommuneWithGeometry[];
  province: ArealGeometry;
  bandwidthM: number;
}

/** Incidents at sea and on the border count a little beyond the outline, which is exact to some hundred metres. */
const MARGIN_M = 2000;
const M2_OF_100_KM2 = 1e8;
/**
 * Upper edges of the legend's classes for a bandwidth of 8 km, incidents per
 * 100 km² over the period; five of them at one spot peak at 7.5. Others scale
 * by (8 km / h)², as a kernel's peak does, so that a lone cluster keeps its
 * colour. Never by what is in view: the same colour is the same density.
 */
const LEGEND_AT_8_KM = [2.5, 5, 10, 20, 40];

export function legendOf(bandwidthM: number): number[] {
  const scale = (8000 / bandwidthM) ** 2;
  return LEGEND_AT_8_KM.map((edge) => Number((edge * scale).toPrecision(3)));
}

/** Cells an eighth of the bandwidth wide, in steps of 250 m: finer shows nothing more. */
export function cellSizeOf(bandwidthM: number): number {
  return Math.max(250, Math.round(bandwidthM / 8 / 250) * 250);
}

/**
 * The heat surface of incidents: exact quartic density on a grid fixed to the
 * ground, clipped to the province and a margin. Cells whose support has fewer
 * than 5 incidents are left out and counted; a cell of no incident is neither.
 */
export function computeHeat({ places, routes, communes, province, bandwidthM }: HeatInput): Heat {
  const cellM = cellSizeOf(bandwidthM);
  const { positions, unplaced } = incidentPositions(places, {
    routes: new Map(routes.map((route) => [route.id as string, route])),
    communes: new Map(communes.map((commune) => [commune.id as string, commune])),
    spacingM: bandwidthM / 8,
  });
  const grid = groundGridOf(SURROUNDINGS, cellM);
  const { density, support } = kernelDensity(positions, grid, bandwidthM);
  const outline = polygonToPlane(province);
  const cells: Heat['cells'] = [];
  let suppressedCells = 0;
  for (let cell = 0; cell < density.length; cell++) {
    if (support[cell] === 0) continue;
    const x = grid.originX + ((cell % grid.columns) + 0.5) * cellM;
    const y = grid.originY + (Math.floor(cell / grid.columns) + 0.5) * cellM;
    if (distanceToPolygon(outline, x, y) > MARGIN_M) continue;
    if (support[cell] < INCIDENT_CELL_MIN) {
      suppressedCells += 1;
      continue;
    }
    const [lng, lat] = cellCentre(grid, cell);
    cells.push([roundTo(lng, 5), roundTo(lat, 5), roundTo(density[cell] * M2_OF_100_KM2, 3)]);
  }
  return {
    cellM,
    bandwidthM,
    incidents: places.length,
    unplaced,
    suppressedCells,
    legend: legendOf(bandwidthM),
    ...halfSizes(cellM),
    cells,
  };
}

function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Half a cell in degrees at the middle of the province (19.3° N); WGS 84 metres a degree. */
function halfSizes(cellM: number): { halfLng: number; halfLat: number } {
  const lat = (19.3 * Math.PI) / 180;
  const latDegreeM = 111_132.95 - 559.85 * Math.cos(2 * lat);
  const lngDegreeM = 111_412.88 * Math.cos(lat) - 93.5 * Math.cos(3 * lat);
  return { halfLng: cellM / 2 / lngDegreeM, halfLat: cellM / 2 / latDegreeM };
}

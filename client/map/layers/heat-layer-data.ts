import type { Heat } from '#geo/contract/coverage.contract.ts';
import type { MapHit } from '../map-hit.ts';

export interface HeatCell {
  polygon: [number, number][];
  /** Index into the legend's colours. */
  step: number;
  hit: Extract<MapHit, { kind: 'heat' }>;
}

/** Step of the fixed legend: values up to `legend[0]` are step 0; beyond the last edge, the last step. */
export function heatStep(density: number, legend: readonly number[]): number {
  const step = legend.findIndex((upper) => density <= upper);
  return step < 0 ? Math.max(0, legend.length - 1) : step;
}

/** Cells as the server computed them: ground units, so the picture does not change with the viewport. */
export function heatCells(heat: Heat): HeatCell[] {
  const { halfLng, halfLat, legend } = heat;
  return heat.cells.map(([lng, lat, density]) => ({
    polygon: [
      [lng - halfLng, lat - halfLat],
      [lng + halfLng, lat - halfLat],
      [lng + halfLng, lat + halfLat],
      [lng - halfLng, lat + halfLat],
    ],
    step: heatStep(density, legend),
    hit: { kind: 'heat', density },
  }));
}

/** Colours for `steps` classes out of a ramp, ends included, evenly spread. */
export function heatColours(ramp: readonly string[], steps: number): string[] {
  return Array.from({ length: steps }, (_, index) =>
    steps === 1 ? ramp[ramp.length - 1] : ramp[Math.round((index * (ramp.length - 1)) / (steps - 1))],
  );
}

import { readFileSync } from 'node:fs';
import type { LngLat } from '#geo/domain/geometry.ts';
import { lineLengthM } from '#geo/geometry/ellipsoid.ts';
import { isInWindow, WINDOW } from '../build/neighbours.ts';
import { check, type Check, expectNear } from './check.ts';

const FILES = ['sea', 'land', 'lines', 'rivers', 'labels'];
const MAX_BYTES = 400_000;
/** The outlines are simplified, so the border is shorter than its published 468.3 km (465.9 before) and 95.7 km of coast. */
const LAO_BORDER_KM = 437;
const COAST_KM = 90.3;

interface Feature {
  properties: { kind: string; nameVi?: string };
  geometry: { type: string; coordinates: unknown };
}

export function checkBaseMap(): Check[] {
  const texts = FILES.map((file) => readFileSync(new URL(`../base/${file}.geojson`, import.meta.url), 'utf8'));
  const features = texts.flatMap((text) => (JSON.parse(text) as { features: Feature[] }).features);
  return [
    check(`the base map is below ${MAX_BYTES / 1000} kB`, (fault) => {
      const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      if (bytes > MAX_BYTES) fault(`${bytes} bytes`);
      return `${(bytes / 1000).toFixed(0)} kB`;
    }),
    check('the base map stays in its window, far from the East Sea’s islands', (fault) => {
      for (const feature of features)
        for (const point of positions(feature.geometry.coordinates))
          if (!isInWindow(point))
            fault(`${feature.properties.kind} ${feature.properties.nameVi ?? ''}: ${point.join(', ')}`);
      return Object.values(WINDOW).join(' ');
    }),
    check('the Lao border and the coast are whole', (fault) => {
      const lengthOf = (kind: string) => {
        const [main] = features.filter((feature) => feature.properties.kind === kind);
        return lineLengthM(main.geometry.coordinates as LngLat[]) / 1000;
      };
      const [border, coast] = [lengthOf('lao-border'), lengthOf('province-coast')];
      for (const line of [
        ...expectNear(border, LAO_BORDER_KM, 2, 'Lao border km'),
        ...expectNear(coast, COAST_KM, 1, 'coast km'),
      ])
        fault(line);
      return `${border.toFixed(1)} km, ${coast.toFixed(1)} km`;
    }),
  ];
}

function positions(coordinates: unknown): LngLat[] {
  if (!Array.isArray(coordinates)) return [];
  return typeof coordinates[0] === 'number' ? [coordinates as LngLat] : coordinates.flatMap(positions);
}

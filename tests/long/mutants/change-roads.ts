import type { Random } from './random.ts';
import { ODD_TEXTS } from './values.ts';

const ODD_TAGS: readonly (readonly [string, string])[] = [
  ['oneway', '-1'],
  ['oneway', 'yes'],
  ['junction', 'roundabout'],
  ['area', 'yes'],
  ['highway', 'trunk_link'],
  ['railway', 'abandoned'],
  ['ref', 'QL.46;QL.46;QL.7'],
  ['old_ref', 'QL46'],
  ['service', 'yard'],
];
const ODD_DEGREES: readonly number[] = [103.5, 106.6, 18.2, 20.3, 180, -180, 90, -90, 0, -0, 1e-320, 105.00000004];

interface Road {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown[] };
}

/** Roads that are still roads, with tags, places and orders that nobody would draw. */
export function changeRoads(good: Uint8Array, random: Random): Uint8Array {
  const file = JSON.parse(Buffer.from(good).toString('utf8')) as { features: Road[] };
  const lines = file.features.filter(({ geometry }) => geometry.type === 'LineString');
  for (let left = 1 + random.below(8); left > 0; left--) {
    const { properties, geometry } = random.pick(lines);
    const places = geometry.coordinates as number[][];
    const at = random.below(places.length);
    const change = random.below(9);
    if (change === 0) properties[random.pick(['ref', 'name', 'highway', 'railway'])] = random.pick(ODD_TEXTS);
    else if (change === 1) [properties.highway, properties.railway] = ['trunk', 'rail'];
    else if (change === 2) properties[random.pick(ODD_TAGS)[0]] = random.pick(ODD_TAGS)[1];
    else if (change === 3) places[at] = [random.pick(ODD_DEGREES), places[at][1]];
    else if (change === 4) places[at] = [places[at][0], random.pick(ODD_DEGREES)];
    else if (change === 5) geometry.coordinates = places.map(() => places[at]);
    else if (change === 6) geometry.coordinates = [...places, ...places.toReversed(), ...places];
    else if (change === 7)
      geometry.coordinates = places.filter(() => random.next() < 0.3).concat([places[at], places[0]]);
    else places.sort(() => random.next() - 0.5);
  }
  return Buffer.from(JSON.stringify(file));
}

/** A few bytes changed in an unpacked file: ids, differences, tags, lengths. */
export function changeFewBytes(good: Uint8Array, random: Random): Uint8Array {
  const bytes = Buffer.from(good);
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(bytes.length);
    bytes[at] = random.next() < 0.5 ? bytes[at] ^ (1 << random.below(8)) : random.below(256);
  }
  return bytes;
}

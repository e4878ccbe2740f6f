import type { LngLat } from '#geo/domain/geometry.ts';
import { Site } from '#geo/domain/site.ts';
import { metresPerDegree } from '#geo/geometry/ellipsoid.ts';
import { readJson } from './files.ts';

type SiteSource = Omit<Site, 'extent' | 'responsibleOrgUnitId' | 'validFromOn' | 'validUntilOn'>;

/** Agencies of the register's sites; at the border and the coast the border guard, else the police. */
const RESPONSIBLE: Record<string, string> = {
  'gate-nam-can': 'DBP-NAM-CAN',
  'gate-thanh-thuy': 'DBP-THANH-THUY',
  'airport-vinh': 'CA',
};
const INLAND: ReadonlySet<string> = new Set(['railway-station', 'town', 'bridge']);

/** Lines that are known, widened to strips: metres to the left and right in their direction. */
const STRIPS: Record<string, { line: LngLat[]; leftM: number; rightM: number }> = {
  // The runway's two ends.
  'airport-vinh': {
    line: [
      [105.669266, 18.748339],
      [105.671837, 18.729525],
    ],
    leftM: 150,
    rightM: 150,
  },
  // The shore of Cửa Lò from north to south: land lies to its right.
  'tourist-cua-lo': {
    line: [
      [105.7204, 18.8175],
      [105.7253, 18.8071],
      [105.7316, 18.7975],
      [105.7391, 18.7887],
      [105.7472, 18.7803],
    ],
    leftM: 200,
    rightM: 600,
  },
};

/** @param file `sources/sites.json`, or `sources/sites-osm.json` for the rows under ODbL. */
export function buildSites(file: string): Site[] {
  return readJson<SiteSource[]>(file).map((entry) => {
    const strip = STRIPS[entry.id];
    return Site.parse({
      ...entry,
      extent: strip ? { type: 'Polygon', coordinates: [widen(strip.line, strip.leftM, strip.rightM)] } : null,
      responsibleOrgUnitId: RESPONSIBLE[entry.id] ?? (INLAND.has(entry.kind) ? 'CA' : 'BP'),
      validFromOn: entry.inRegister ? '2017-07-07' : null,
      validUntilOn: null,
    });
  });
}

/** A strip along a gently bent line, mitred at its bends, counter-clockwise. */
function widen(line: LngLat[], leftM: number, rightM: number): LngLat[] {
  const scale = metresPerDegree(line[0][1]);
  const normals = line.slice(1).map((b, i) => {
    const dx = (b[0] - line[i][0]) * scale.lng;
    const dy = (b[1] - line[i][1]) * scale.lat;
    const length = Math.hypot(dx, dy);
    return [-dy / length, dx / length];
  });
  const offset = (i: number, byM: number): LngLat => {
    const [before, after] = [normals[Math.max(0, i - 1)], normals[Math.min(i, normals.length - 1)]];
    const dot = 1 + before[0] * after[0] + before[1] * after[1];
    const x = ((before[0] + after[0]) / dot) * byM;
    const y = ((before[1] + after[1]) / dot) * byM;
    return [round(line[i][0] + x / scale.lng), round(line[i][1] + y / scale.lat)];
  };
  const left = line.map((_, i) => offset(i, leftM));
  const right = line.map((_, i) => offset(i, -rightM));
  return [...right, ...left.reverse(), right[0]];
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

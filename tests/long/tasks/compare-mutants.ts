import { readFileSync } from 'node:fs';
import { readRegister } from '#data/register/load-register.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { Route } from '#geo/domain/route.ts';
import { compareRoads } from '#server/features/geometry/compare-roads.ts';
import { changeBytes } from '../mutants/change-bytes.ts';
import { changeFewBytes, changeRoads } from '../mutants/change-roads.ts';
import { randomOf, type Random } from '../mutants/random.ts';
import type { MutantBatch, MutantOutcome } from './parse-mutants.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/osm/${name}`, import.meta.url));
const PBF = ['roads-plain.osm.pbf', 'roads-located.osm.pbf', 'roads.osm.pbf'].map(fixture);
const GEOJSON = fixture('roads.geojson');
const CHOSEN = new Set(['QL46', 'RAIL_NS']);
const { routes, province } = readRegister();

/** One in four is changed blindly, the others so that most of it can be read. */
function mutantOf(format: string, n: number, random: Random): Uint8Array {
  if (format === 'geojson') return (n % 4 === 0 ? changeBytes : changeRoads)(GEOJSON, random);
  return (n % 4 === 0 ? changeBytes : changeFewBytes)(PBF[n % PBF.length], random);
}

/** Reads mutants of a file of roads and compares them with two routes, as the server's own task does. */
export function run({ format, seed, from, until }: MutantBatch): MutantOutcome {
  const outcome: MutantOutcome = { counts: {}, broken: [], slowestMs: 0 };
  for (let n = from; n < until; n++) {
    const random = randomOf(Math.imul(seed, 0x9e3779b1) + n);
    const bytes = mutantOf(format, n, random);
    const startedAt = performance.now();
    const tell = (code: string) => (outcome.counts[code] = (outcome.counts[code] ?? 0) + 1);
    try {
      const file = { bytes, fileName: `mutant.${format}` };
      const found = compareRoads(file, routes, CHOSEN, { replace: 'less-accurate', province }, () => undefined);
      for (const { conflation } of found.routes) requireSound(conflation.after);
      tell('read');
    } catch (error) {
      if (error instanceof DomainError && error.code.startsWith('file.')) tell(error.code);
      else outcome.broken.push({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    outcome.slowestMs = Math.max(outcome.slowestMs, performance.now() - startedAt);
  }
  return outcome;
}

/** A route that can be stored: whole, its metres rising, its posts in order. */
function requireSound(route: Route): void {
  Route.parse(route);
  const { coordinates, measuresM, accuracyM, kmPosts } = route;
  const isRising = measuresM.every((m, i) => Number.isFinite(m) && (i === 0 || m > measuresM[i - 1]));
  const areInOrder = kmPosts.every(({ atM }, i) => i === 0 || atM > kmPosts[i - 1].atM);
  const sizes = new Set([coordinates.length, measuresM.length, accuracyM.length]);
  if (!isRising || !areInOrder || sizes.size !== 1) throw new Error('the new line is no sound route');
}

import { afterAll, describe, expect, it } from 'vitest';
import { openJobs } from '#server/jobs/worker-jobs.ts';
import { count } from './counts.ts';
import type { MutantBatch, MutantOutcome } from './tasks/parse-mutants.ts';

const MUTANTS = count(10_000, 200);
const SEED = Number(process.env.MUTANT_SEED ?? Date.now() % 1_000_000);
const BATCH = 100;

describe(`${MUTANTS} mutants of a file of roads in each format, seed ${SEED}`, () => {
  const jobs = openJobs(1, new URL('./tasks/', import.meta.url));
  afterAll(() => jobs.close());

  it.each(['osm.pbf', 'geojson'])('%s: each is compared, or refused with a reason', async (format) => {
    const counts: Record<string, number> = {};
    let slowestMs = 0;
    for (let from = 0; from < MUTANTS; from += BATCH) {
      const batch: MutantBatch = { format, seed: SEED, from, until: Math.min(MUTANTS, from + BATCH) };
      // One process for many files: one that never ended or took all memory would fail the batch.
      const outcome = await jobs.run<MutantOutcome>('compare-mutants', batch, { apart: true, timeoutMs: 300_000 });
      expect(outcome.broken.slice(0, 5)).toEqual([]);
      for (const [code, n] of Object.entries(outcome.counts)) counts[code] = (counts[code] ?? 0) + n;
      slowestMs = Math.max(slowestMs, outcome.slowestMs);
    }
    console.log(`${format}, seed ${SEED}:`, counts, `slowest ${Math.round(slowestMs)} ms`);
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(MUTANTS);
    // Mutants that are all refused at the door would try nothing behind it.
    expect(counts.read).toBeGreaterThan(MUTANTS / 20);
  });
});

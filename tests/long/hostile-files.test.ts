import { afterAll, describe, expect, it } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { JobOutOfMemory } from '#server/jobs/jobs.ts';
import { openJobs } from '#server/jobs/worker-jobs.ts';
import { useServer } from '#tests/support/server.ts';
import { count } from './counts.ts';
import { FORMATS, goodFile, mutantOf } from './mutants/mutants.ts';
import type { MutantBatch, MutantOutcome } from './tasks/parse-mutants.ts';

/** All of them go through the reading of an upload; a share of them over HTTP and through the server's own jobs. */
const MUTANTS = count(10_000, 200);
const OVER_HTTP = count(500, 6);
const SEED = Number(process.env.MUTANT_SEED ?? Date.now() % 1_000_000);
/** What the server itself allows a file. */
const LIMIT_MS = 15_000;
const BATCH = 120;

describe(`${MUTANTS} mutants of a good file of each format, seed ${SEED}`, () => {
  const jobs = openJobs(2, new URL('./tasks/', import.meta.url));
  afterAll(() => jobs.close());

  const parse = (batch: MutantBatch, timeoutMs: number) =>
    jobs.run<MutantOutcome>('parse-mutants', batch, { apart: true, timeoutMs });

  /** A batch; one that took too much time or memory is gone through again file by file, as the server would. */
  async function outcomesOf(batch: MutantBatch): Promise<MutantOutcome[]> {
    try {
      return [await parse(batch, 10 * LIMIT_MS)];
    } catch (error) {
      if (!isLimit(error)) throw error;
      const outcomes: MutantOutcome[] = [];
      for (let n = batch.from; n < batch.until; n++) {
        const one = parse({ ...batch, from: n, until: n + 1 }, LIMIT_MS);
        outcomes.push(
          await one.catch((reason: unknown) => {
            if (!isLimit(reason)) throw reason;
            console.log(`${batch.format} mutant ${n}, seed ${SEED}: ${String(reason)}`);
            return { counts: { 'time or memory': 1 }, broken: [], slowestMs: LIMIT_MS };
          }),
        );
      }
      return outcomes;
    }
  }

  it.each(FORMATS)('%s: each is read or refused with a reason', async (format) => {
    const batches = Array.from({ length: Math.ceil(MUTANTS / BATCH) }, (_, i) => ({
      format,
      seed: SEED,
      from: i * BATCH,
      until: Math.min(MUTANTS, (i + 1) * BATCH),
    }));
    const counts: Record<string, number> = {};
    const broken: MutantOutcome['broken'] = [];
    let slowestMs = 0;
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        for (const outcome of await outcomesOf(batch)) {
          for (const [code, n] of Object.entries(outcome.counts)) counts[code] = (counts[code] ?? 0) + n;
          broken.push(...outcome.broken);
          slowestMs = Math.max(slowestMs, outcome.slowestMs);
        }
      }
    };
    await Promise.all([work(), work()]);
    console.log(`${format}, seed ${SEED}:`, counts, `slowest ${Math.round(slowestMs)} ms`);
    expect(broken.slice(0, 5)).toEqual([]);
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(MUTANTS);
    // Mutants that are all refused at the door would try nothing behind it.
    expect(counts.read).toBeGreaterThan(MUTANTS / 20);
  });
});

/** Too slow or too hungry: the server ends such a file's process and refuses the file. */
const isLimit = (error: unknown): boolean =>
  error instanceof JobOutOfMemory || (error instanceof DOMException && error.name === 'TimeoutError');

describe(`${OVER_HTTP} of them sent to a server, seed ${SEED}`, () => {
  const t = useServer('embedded', { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) });
  const upload = (bytes: Uint8Array, name: string) => {
    const form = new FormData();
    form.set('kind', 'measures');
    form.set('file', new Blob([Uint8Array.from(bytes)]), name);
    return t.request('/api/imports', { method: 'POST', body: form });
  };
  const totals = async () =>
    Promise.all(
      ['measures', 'incidents'].map(async (kind) => {
        const { status, body } = await t.request(`/api/${kind}?pageSize=1`);
        expect(status).toBe(200);
        return body.total as number;
      }),
    );

  it.each(FORMATS)('%s: answered, nothing stored, healthy afterwards', async (format) => {
    const before = await totals();
    expect((await upload(goodFile(format), `good.${format}`)).status).toBe(201);
    const statuses = new Map<number, number>();
    for (let n = 0; n < OVER_HTTP; n++) {
      const answer = await upload(mutantOf(format, SEED, n), `mutant.${format}`);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, `seed ${SEED}, mutant ${n}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
    }
    console.log(`${format} over HTTP, seed ${SEED}:`, Object.fromEntries(statuses));
    expect((await upload(goodFile(format), `good.${format}`)).status).toBe(201);
    expect(await totals()).toEqual(before);
  });
});

import { readRegister } from '#data/register/load-register.ts';
import { fileReader } from '#server/jobs/tasks/parse-import.ts';
import type { DayString } from '#geo/domain/period.ts';
import { mutantOf } from '../mutants/mutants.ts';

export interface MutantBatch {
  format: string;
  seed: number;
  from: number;
  until: number;
}
export interface MutantOutcome {
  /** How many were taken, or refused by which code. */
  counts: Record<string, number>;
  /** Those that no refusal explains. */
  broken: { n: number; error: string }[];
  slowestMs: number;
}

let read: ReturnType<typeof fileReader> | undefined;

/** Reads mutants as the server's own task reads a file, many in one process. */
export async function run({ format, seed, from, until }: MutantBatch): Promise<MutantOutcome> {
  read ??= fileReader(readRegister());
  const outcome: MutantOutcome = { counts: {}, broken: [], slowestMs: 0 };
  for (let n = from; n < until; n++) {
    const bytes = mutantOf(format, seed, n);
    const kind = n % 2 === 0 ? 'measures' : 'incidents';
    const startedAt = performance.now();
    try {
      const result = await read({ kind, fileName: `mutant.${format}`, bytes }, '2026-11-23' as DayString);
      const code = 'done' in result ? 'read' : result.refused.code;
      outcome.counts[code] = (outcome.counts[code] ?? 0) + 1;
      const unstorable = unstorableText(result);
      if (unstorable !== undefined) throw new Error(`cannot be stored: ${JSON.stringify(unstorable).slice(0, 200)}`);
    } catch (error) {
      outcome.broken.push({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    outcome.slowestMs = Math.max(outcome.slowestMs, performance.now() - startedAt);
  }
  return outcome;
}

/** What a preview says is stored and shown: no database holds NUL or half a letter. */
function unstorableText(result: unknown): string | undefined {
  let found: string | undefined;
  JSON.stringify(result, (key, value: unknown) => {
    for (const text of [key, value]) {
      if (typeof text === 'string' && (text.includes('\0') || !text.isWellFormed())) found ??= text;
    }
    return value;
  });
  return found;
}

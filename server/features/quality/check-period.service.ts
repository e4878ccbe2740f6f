import type { Period } from '#geo/domain/period.ts';
import type { QualityFindings, QualityInput } from '#geo/quality/quality-report.ts';
import type { AppContext } from '../../context.ts';
import { SharedWork } from '../coverage/shared-work.ts';
import { readMeasures } from '../measures/measures.service.ts';
import { getRegisterFor } from '../register/register.service.ts';

/** What the worker is given: measures as JSON, in parts. */
export interface QualityJob {
  parts: Uint8Array[];
  register: QualityInput['register'];
}

const KEPT = 4;
const TIMEOUT_MS = 120_000;

/** The latest answers of each server, and what it is computing now: the same question on the same data is asked once. */
class Checks {
  readonly kept = new Map<string, QualityFindings>();
  readonly running = new SharedWork<QualityFindings>();
  /** Whoever waits for a computation is told how far it is. */
  readonly listeners = new Map<string, Set<(share: number) => void>>();

  tell(key: string, share: number): void {
    for (const listener of this.listeners.get(key) ?? []) listener(share);
  }

  keep(key: string, found: QualityFindings): void {
    this.kept.set(key, found);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
  }
}
const checksOf = new WeakMap<AppContext, Checks>();

/**
 * Everything to look at among the measures of a period, computed in a worker
 * on exact places. `key` names the data: what was found under it is kept.
 * Given up when all who wait for it have gone.
 */
export async function checkPeriod(
  ctx: AppContext,
  period: Period,
  key: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<QualityFindings> {
  const checks = checksOf.get(ctx) ?? new Checks();
  checksOf.set(ctx, checks);
  const known = checks.kept.get(key);
  if (known) return known;
  const listeners = checks.listeners.get(key) ?? new Set();
  checks.listeners.set(key, listeners.add(onProgress));
  try {
    return await checks.running.run(key, signal, async (stop) => {
      const found = await compute(ctx, period, stop, (share) => checks.tell(key, share));
      checks.keep(key, found);
      return found;
    });
  } finally {
    listeners.delete(onProgress);
    if (listeners.size === 0) checks.listeners.delete(key);
  }
}

async function compute(
  ctx: AppContext,
  period: Period,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<QualityFindings> {
  const snapshot = await getRegisterFor(ctx, ctx.db, period);
  const { routes, areas, sites, communes, orgUnits } = snapshot;
  // As bytes, made some at a time: copying tens of thousands of measures to a worker at once takes seconds.
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for await (const measures of readMeasures(ctx.db, period, snapshot)) {
    signal.throwIfAborted();
    parts.push(encoder.encode(JSON.stringify(measures)));
  }
  const input: QualityJob = { parts, register: { routes, areas, sites, communes, orgUnits } };
  return ctx.jobs.run<QualityFindings>('quality', input, { signal, onProgress, timeoutMs: TIMEOUT_MS });
}

import { DomainError, type ErrorCode, type Fault, type FaultPlace, type Message } from '#geo/domain/errors.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import { JobOutOfMemory } from '../../jobs/jobs.ts';
import type { ComparedRoads, RoadsFile } from './compare-roads.ts';

const TIMEOUT_MS = 15_000;

export interface CompareTaskInput {
  file: RoadsFile;
  /** The newest version of every route. */
  routes: readonly Route[];
  /** Those to be compared. */
  chosen: readonly string[];
  replace: 'schematic' | 'less-accurate';
  province: ArealGeometry;
}
/** A refusal crosses threads as data. */
export type CompareTaskResult =
  | { done: ComparedRoads }
  | { refused: { code: ErrorCode; message: Message; place: FaultPlace; faults: readonly Fault[] } };

/**
 * Reads and compares a file in a process of its own, for at most 15 s and 512 MB.
 * @throws DomainError file.*
 */
export async function runCompareTask(
  ctx: AppContext,
  input: CompareTaskInput,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ComparedRoads> {
  const result = await ctx.jobs
    .run<CompareTaskResult>('compare-roads', input, { signal, onProgress, timeoutMs: TIMEOUT_MS, apart: true })
    .catch((error: unknown) => {
      const isSlow = !signal.aborted && error instanceof DOMException && error.name === 'TimeoutError';
      if (isSlow || error instanceof JobOutOfMemory) throw tooMuch();
      throw error;
    });
  if ('done' in result) return result.done;
  const { code, message, place, faults } = result.refused;
  throw new DomainError(code, message, place, faults);
}

function tooMuch(): DomainError {
  return new DomainError(
    'file.too_large',
    {
      vi: 'Tệp quá lớn hoặc quá phức tạp (quá 15 giây hoặc quá nhiều bộ nhớ); hãy trích vùng nhỏ hơn.',
      en: 'The file is too large or too complex (over 15 s or too much memory); extract a smaller region.',
    },
    { path: 'file' },
  );
}

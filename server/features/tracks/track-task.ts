import { DomainError, type ErrorCode, type Fault, type FaultPlace, type Message } from '#geo/domain/errors.ts';
import type { AppContext } from '../../context.ts';
import { JobOutOfMemory } from '../../jobs/jobs.ts';
import type { TrackPatrols, TrackWork } from './track-patrols.ts';

const TIMEOUT_MS = 15_000;

export interface TrackTaskInput {
  bytes: Uint8Array;
  fileName: string;
  work: TrackWork;
}
/** Patrols, and what the reader has to say of the file. */
export interface ReadPatrols extends TrackPatrols {
  remarks: Message[];
}
/** A refusal crosses threads as data. */
export type TrackTaskResult =
  | { done: ReadPatrols }
  | { refused: { code: ErrorCode; message: Message; place: FaultPlace; faults: readonly Fault[] } };

/**
 * Reads and matches a file in a process of its own, for at most 15 s.
 * @throws DomainError file.*
 */
export async function runTrackTask(
  ctx: AppContext,
  input: TrackTaskInput,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ReadPatrols> {
  const result = await ctx.jobs
    .run<TrackTaskResult>('match-track', input, { signal, onProgress, timeoutMs: TIMEOUT_MS, apart: true })
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
      vi: 'Tệp vết quá lớn hoặc quá phức tạp (quá 15 giây hoặc quá nhiều bộ nhớ); hãy chia nhỏ.',
      en: 'The file of tracks is too large or too complex (over 15 s or too much memory); split it.',
    },
    { path: 'file' },
  );
}

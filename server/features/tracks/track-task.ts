import type { Message } from '#geo/domain/errors.ts';
import type { AppContext } from '../../context.ts';
import { runFileTask } from '../../jobs/file-task.ts';
import type { TrackPatrols, TrackWork } from './track-patrols.ts';

const TOO_MUCH: Message = {
  vi: 'Tệp vết quá lớn hoặc quá phức tạp (quá 15 giây hoặc quá nhiều bộ nhớ); hãy chia nhỏ.',
  en: 'The file of tracks is too large or too complex (over 15 s or too much memory); split it.',
};

export interface TrackTaskInput {
  bytes: Uint8Array;
  fileName: string;
  work: TrackWork;
}
/** Patrols, and what the reader has to say of the file. */
export interface ReadPatrols extends TrackPatrols {
  remarks: Message[];
}

/**
 * Reads and matches a file in a process of its own.
 * @throws DomainError file.*
 */
export function runTrackTask(
  ctx: AppContext,
  input: TrackTaskInput,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ReadPatrols> {
  return runFileTask(ctx.jobs, 'match-track', input, { signal, onProgress, tooSlow: TOO_MUCH, tooHungry: TOO_MUCH });
}

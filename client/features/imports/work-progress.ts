import type { Progress } from '#geo/contract/progress.contract.ts';
import type { Api } from '../../api/client.ts';
import type { MessageKey } from '../../text/messages.ts';

/** How far a piece of work is: the part that the page sees itself, then what the server says. */
export type WorkProgress = { stage: 'send'; share: number } | Progress;

export const WORK_BEGINS: WorkProgress = { stage: 'send', share: 0 };

/** Which part of the bar each stage of reading a file fills, so that the bar never goes back. */
const SPANS: Record<WorkProgress['stage'], readonly [from: number, to: number] | undefined> = {
  send: [0, 0.2],
  unknown: undefined,
  reading: [0.2, 0.5],
  checking: [0.5, 1],
  matching: [0.5, 1],
  storing: [0, 1],
  computing: [0, 1],
};

/** Length of the bar, 0–1; undefined where nobody can tell. */
export function barOf({ stage, share }: WorkProgress): number | undefined {
  const span = SPANS[stage];
  if (span === undefined || share === null) return undefined;
  return span[0] + (span[1] - span[0]) * share;
}

/** What is being done. */
export function stageText({ stage }: WorkProgress): MessageKey {
  return `import.work.${stage}`;
}

/** A name for a piece of work. `crypto.randomUUID` is kept from pages that come over plain HTTP. */
export function newProgressId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Waits; an abort ends the wait with its reason. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Between two questions how far the server is. */
export const POLL_MS = 300;

/** Asks how far the server is until `signal` says that there is nothing more to know. */
export async function followProgress(
  api: Pick<Api, 'progress'>,
  progressId: string,
  signal: AbortSignal,
  onWork: (work: WorkProgress) => void,
): Promise<void> {
  try {
    for (;;) {
      await pause(POLL_MS, signal);
      const progress = await api.progress(progressId, signal);
      if (progress.stage !== 'unknown' && !signal.aborted) onWork(progress);
    }
  } catch {
    // The work itself tells how it ended.
  }
}

/** Sends a file, and tells how much of it is sent, then how far the server is, until it has answered. */
export async function followUpload<T>(
  api: Pick<Api, 'progress'>,
  signal: AbortSignal,
  onWork: (work: WorkProgress) => void,
  send: (progressId: string, onSent: (share: number) => void) => Promise<T>,
): Promise<T> {
  const progressId = newProgressId();
  const done = new AbortController();
  let isSent = false;
  onWork(WORK_BEGINS);
  const onSent = (share: number) => {
    if (signal.aborted || isSent) return;
    isSent = share >= 1;
    onWork({ stage: 'send', share });
    if (isSent) void followProgress(api, progressId, AbortSignal.any([signal, done.signal]), onWork);
  };
  try {
    return await send(progressId, onSent);
  } finally {
    done.abort();
  }
}

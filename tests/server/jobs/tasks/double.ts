import { threadId } from 'node:worker_threads';

/** Doubles and says on which thread. */
export function run(input: unknown, onProgress: (share: number) => void) {
  onProgress(0.5);
  return { doubled: (input as number) * 2, threadId };
}

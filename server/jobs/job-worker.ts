import { parentPort, workerData } from 'node:worker_threads';
import type { JobMessage, JobReply } from './worker-jobs.ts';

/** A task file exports this: a pure function of its input that may tell how far it is (0–1). */
export type Task = (input: unknown, onProgress: (share: number) => void) => unknown;

const port = parentPort!;
const tasksDir = workerData as string;
const say = (reply: JobReply) => port.postMessage(reply);

port.on('message', async ({ id, name, input }: JobMessage) => {
  try {
    const { run } = (await import(new URL(`${name}.ts`, tasksDir).href)) as { run: Task };
    say({ id, kind: 'result', result: await run(input, (share) => say({ id, kind: 'progress', share })) });
  } catch (error) {
    say({ id, kind: 'error', error });
  }
});

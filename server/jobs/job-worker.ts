import { parentPort, workerData } from 'node:worker_threads';
import type { JobMessage } from './jobs.ts';
import { runTask } from './run-task.ts';

/** A thread for jobs. */
const port = parentPort!;
port.on('message', (message: JobMessage) => {
  void runTask(workerData as string, message, (reply) => port.postMessage(reply));
});

import { workerData } from 'node:worker_threads';
import { OUT_OF_MEMORY_SIGNAL } from './jobs.ts';

const { limitBytes, ppid } = workerData as { limitBytes: number; ppid: number };

/** Ends the process where the job's own thread, busy in one long step, could not. */
setInterval(() => {
  if (process.memoryUsage.rss() > limitBytes) process.kill(process.pid, OUT_OF_MEMORY_SIGNAL);
  if (process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 25);

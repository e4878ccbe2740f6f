import { workerData } from 'node:worker_threads';

const { limitBytes, ppid } = workerData as { limitBytes: number; ppid: number };

/** Ends the process where the job's own thread, busy in one long step, could not. */
setInterval(() => {
  if (process.memoryUsage.rss() > limitBytes || process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 25);

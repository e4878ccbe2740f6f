import { workerData } from 'node:worker_threads';
import { OUT_OF_MEMORY_SIGNAL, OUT_OF_TIME_SIGNAL } from './jobs.ts';

const { limitBytes, endsAtCpu, ppid } = workerData as { limitBytes: number; endsAtCpu: Float64Array; ppid: number };

/** Ends the process where the job's own thread, busy in one long step, could not. */
setInterval(() => {
  if (process.memoryUsage.rss() > limitBytes) process.kill(process.pid, OUT_OF_MEMORY_SIGNAL);
  const { user, system } = process.cpuUsage();
  if (OUT_OF_TIME_SIGNAL !== null && user + system > endsAtCpu[0]) process.kill(process.pid, OUT_OF_TIME_SIGNAL);
  if (process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 25);

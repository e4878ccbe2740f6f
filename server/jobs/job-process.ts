import { Worker } from 'node:worker_threads';
import { APART_MEMORY_MB, type JobMessage, type JobReply } from './jobs.ts';
import { runTask } from './run-task.ts';

/*
 * A process for jobs apart. A thread beside the job watches the memory of the
 * whole process (heap, buffers and what native code takes), its processor time
 * and whether the server still lives; it ends the process, as the job's thread
 * may be busy.
 */
const [tasksDir] = process.argv.slice(2);
const idleBytes = process.memoryUsage.rss();
/** Threads of the watch and modules loaded later are no fault of the file. */
const OWN_BYTES = 64 * 1024 * 1024;
const limitBytes = idleBytes + OWN_BYTES + APART_MEMORY_MB * 1024 * 1024;
/** Processor time of the process, in microseconds, at which the running job is over; shared with the watch. */
const endsAtCpu = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);

new Worker(new URL('./job-watch.ts', import.meta.url), {
  workerData: { limitBytes, endsAtCpu, ppid: process.ppid },
}).unref();

process.on('message', (message: JobMessage) => {
  const say = (reply: JobReply) => void process.send!(reply);
  const { user, system } = process.cpuUsage();
  endsAtCpu[0] = message.cpuMs === undefined ? Infinity : user + system + message.cpuMs * 1000;
  const isWorn = () => process.memoryUsage.rss() > idleBytes + OWN_BYTES * 3;
  // Waiting for the next job takes a little time as well, which is no job's.
  void runTask(tasksDir, message, say, isWorn).finally(() => (endsAtCpu[0] = Infinity));
});
process.on('disconnect', () => process.exit());
// Ctrl+C reaches the whole group: the server ends this process itself.
process.on('SIGINT', () => undefined);

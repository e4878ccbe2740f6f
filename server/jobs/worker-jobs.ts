import { startProcess, startThread } from './job-hosts.ts';
import { JobPool } from './job-pool.ts';
import type { JobOptions, Jobs } from './jobs.ts';

/**
 * Threads, and processes for the jobs apart; of each one warm, `size` at most.
 * @param tasksDir where the tasks are; tests bring theirs
 */
export function openJobs(size = 2, tasksDir: URL = new URL('./tasks/', import.meta.url)): Jobs {
  const threads = new JobPool(size, (events) => startThread(tasksDir, events));
  const processes = new JobPool(size, (events) => startProcess(tasksDir, events));
  return {
    async run<T>(name: string, input: unknown, options: JobOptions = {}): Promise<T> {
      if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`no such job: ${name}`);
      return (options.apart ? processes : threads).run<T>(name, input, options);
    },
    async close() {
      await Promise.all([threads.close(), processes.close()]);
    },
  };
}

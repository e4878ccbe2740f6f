import { setTimeout } from 'node:timers/promises';

/** Waits, then works for as long by the processor's clock. */
export async function run({ waitMs = 0, cpuMs }: { waitMs?: number; cpuMs: number }): Promise<void> {
  await setTimeout(waitMs);
  const begin = process.cpuUsage();
  for (let used = 0; used < cpuMs * 1000;) {
    const { user, system } = process.cpuUsage(begin);
    used = user + system;
  }
}

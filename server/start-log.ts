import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config/config.ts';
import { DirectoryLocked } from './db/embedded/directory-lock.ts';
import { MigrationError } from './db/migrate.ts';

/** JSON lines for machines; on a terminal, lines for people. */
export function openLog(config: Pick<Config, 'logLevel'>): Logger {
  const options = { level: config.logLevel, base: null };
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, translateTime: 'SYS:HH:MM:ss' })) : pino(options);
}

/** Tells a step of the start on the terminal: how long it takes; one that fails ends the process with its reason. */
export async function step<T>(vi: string, en: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const timer = setInterval(() => console.log(`  … ${vi} / ${en}: ${seconds(from)} s`), 5000);
  try {
    const result = await work();
    console.log(`• ${vi} / ${en}: ${seconds(from)} s`);
    return result;
  } catch (error) {
    console.error(`✗ ${vi} / ${en}: ${seconds(from)} s`);
    console.error(sentenceOf(error));
    return process.exit(1);
  } finally {
    clearInterval(timer);
  }
}

/** Faults that an operator can mend are told without a stack. */
function sentenceOf(error: unknown): unknown {
  const isExpected = error instanceof DirectoryLocked || error instanceof MigrationError;
  const isConnection = error instanceof Error && 'code' in error;
  return isExpected || isConnection ? (error as Error).message || String((error as NodeJS.ErrnoException).code) : error;
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}

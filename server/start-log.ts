import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config/config.ts';

/** JSON lines for machines; on a terminal, lines for people. */
export function openLog(config: Pick<Config, 'logLevel'>): Logger {
  const options = { level: config.logLevel, base: null };
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, translateTime: 'SYS:HH:MM:ss' })) : pino(options);
}

/** Tells each step of the start on the terminal: what began, how long it took. */
export function stepOf(startedAt: number) {
  return async <T>(vi: string, en: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const timer = setInterval(() => console.log(`  … ${vi} / ${en}: ${seconds(from)} s`), 5000);
    try {
      const result = await work();
      console.log(`• ${vi} / ${en}: ${seconds(from)} s`);
      return result;
    } catch (error) {
      console.log(`✗ ${vi} / ${en}: ${seconds(from)} s (${seconds(startedAt)} s)`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  };
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}

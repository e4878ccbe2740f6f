import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CACHE_DIR, PROJECT_DIR } from './paths.ts';

export interface ChildServer {
  child: ChildProcess;
  /** Resolves with its address once it listens. */
  ready: Promise<string>;
  /** Resolves with its exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  /** What it has written so far. */
  output(): string;
}

/**
 * A server in a process of its own, started as `npm start` does: for what only
 * a whole process can show (its start, its end, being killed). Who starts it ends it.
 */
export function startChildServer(dataDir: string, env: Record<string, string> = {}): ChildServer {
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'server/main.ts')], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, CACHE_DIR, PORT: '0', DEMO: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let output = '';
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: unknown) => {
      output += String(chunk);
      const url = /✓ Trọng Điểm: (http:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
  });
  return { child, ready, ended, output: () => output };
}

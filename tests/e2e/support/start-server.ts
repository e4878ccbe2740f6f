import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { CACHE_DIR, PROJECT_DIR } from '#tests/support/paths.ts';

export interface RealServer {
  url: string;
  /** The figures that the page opens with. */
  firstRun(): Promise<IndicatorRun>;
  stop(): Promise<void>;
}

/** Starts the server as `npm start` does, on an empty data directory, with the demo year. */
export async function startServer(): Promise<RealServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-e2e-'));
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'server/main.ts')], {
    // No DATABASE_URL: the stories are told on the embedded engine, as a new user meets it.
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, CACHE_DIR, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const url = await addressOf(child);
  const firstRun = async () => {
    const { defaultId } = (await fetch(`${url}/api/periods`).then((answer) => answer.json())) as { defaultId: string };
    const answer = await fetch(`${url}/api/indicators/1?period=${defaultId}`);
    if (!answer.ok) throw new Error(`the server cannot compute its first figure: ${await answer.text()}`);
    return (await answer.json()) as IndicatorRun;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, firstRun, stop };
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: unknown) => {
      output += String(chunk);
      const url = /✓ Trọng Điểm: (http:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', () => reject(new Error(`the server did not start:\n${output}`)));
  });
}

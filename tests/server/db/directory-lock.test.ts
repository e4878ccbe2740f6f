import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DirectoryLocked, lockDirectory } from '#server/db/embedded/directory-lock.ts';

const directory = mkdtempSync(join(tmpdir(), 'trong-diem-lock-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const MODULE = new URL('../../../server/db/embedded/directory-lock.ts', import.meta.url).href;

/** A process that takes the lock, says so, and holds it for `holdMs`. */
const taker = (path: string, holdMs: number) => `
  const { lockDirectory } = await import(${JSON.stringify(MODULE)});
  try { lockDirectory(${JSON.stringify(path)}); console.log('taken'); setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${holdMs}); }
  catch (error) { console.log(error.name); }`;
const nodeArgs = (code: string) => ['--input-type=module', '--eval', code];

describe('the lock of a data directory', () => {
  it('keeps a second process and a second opening out, then lets in', () => {
    const path = join(directory, 'a.lock');
    const unlock = lockDirectory(path);
    expect(() => lockDirectory(path)).toThrow(DirectoryLocked);
    expect(spawnSync(process.execPath, nodeArgs(taker(path, 0)), { encoding: 'utf8' }).stdout).toBe(
      'DirectoryLocked\n',
    );
    unlock();
    expect(existsSync(path)).toBe(false);
    lockDirectory(path)();
  });

  it('is taken over from a killed process', () => {
    const path = join(directory, 'b.lock');
    const first = spawnSync(process.execPath, nodeArgs(taker(path, 0)), { encoding: 'utf8' });
    expect([first.stdout, first.signal]).toEqual(['taken\n', 'SIGKILL']);
    expect(existsSync(path)).toBe(true);
    lockDirectory(path)();
  });

  it('is not fooled by a process that got the dead one’s number', () => {
    const path = join(directory, 'c.lock');
    lockDirectory(path);
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...holder, id: 'x', startTicks: '1' }));
    lockDirectory(path)();
  });

  it('taken on another machine counts for a minute after its last sign of life', () => {
    const path = join(directory, 'd.lock');
    lockDirectory(path);
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...holder, host: 'elsewhere' }));
    expect(() => lockDirectory(path)).toThrow(DirectoryLocked);
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(path, longAgo, longAgo);
    lockDirectory(path)();
  });

  it('cut short by a crash is no obstacle', () => {
    const path = join(directory, 'e.lock');
    writeFileSync(path, '{"id":"half');
    lockDirectory(path)();
  });

  it('goes to exactly one of many takers of a stale lock', async () => {
    const path = join(directory, 'f.lock');
    spawnSync(process.execPath, nodeArgs(taker(path, 0)));
    const outputs = await Promise.all(Array.from({ length: 6 }, () => outputOf(nodeArgs(taker(path, 3000)))));
    expect(outputs.sort()).toEqual([...Array.from({ length: 5 }, () => 'DirectoryLocked\n'), 'taken\n']);
  }, 30_000);
});

function outputOf(args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('close', () => resolve(text));
  });
}

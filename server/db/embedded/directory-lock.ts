import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A lock whose holder runs on another machine counts as left behind when it was not touched for this long. */
const FOREIGN_STALE_MS = 60_000;
const TOUCH_EVERY_MS = 15_000;

interface Holder {
  id: string;
  pid: number;
  /** Start of the process in clock ticks since boot: a pid used again is another process. */
  startTicks: string;
  bootId: string;
  host: string;
}

export class DirectoryLocked extends Error {
  constructor(path: string, pid: number) {
    super(
      `Thư mục dữ liệu đang được tiến trình ${pid} sử dụng / the data directory is in use by process ${pid} (${path})`,
    );
    this.name = 'DirectoryLocked';
  }
}

/**
 * Keeps a second process off a database directory; the embedded engine itself
 * would let it in and ruin the files. A lock left by a dead process is taken over.
 * @param path the lock file, beside the directory
 * @returns a function that gives the lock back
 * @throws DirectoryLocked
 */
export function lockDirectory(path: string): () => void {
  const mine = describeSelf();
  const text = JSON.stringify(mine);
  while (!tryCreate(path, text)) removeIfStale(path);
  const timer = setInterval(() => touch(path), TOUCH_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    if (readHolder(path)?.id === mine.id) rmSync(path, { force: true });
  };
}

function tryCreate(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock aside under a name of our own, so that of two takers only one removes it. */
function removeIfStale(path: string): void {
  const holder = readHolder(path);
  if (holder && isAlive(holder, path)) throw new DirectoryLocked(path, holder.pid);
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // someone else has just removed it
  }
  const moved = readHolder(aside);
  try {
    // Between reading and renaming a new holder may have come: its lock goes back.
    if (moved && moved.id !== holder?.id) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined; // absent, or cut short by a crash
  }
}

function isAlive(holder: Holder, path: string): boolean {
  const self = describeSelf();
  if (holder.host !== self.host) return Date.now() - modifiedAt(path) < FOREIGN_STALE_MS;
  if (holder.bootId !== self.bootId) return false;
  return startTicksOf(holder.pid) === holder.startTicks && runs(holder.pid);
}

function modifiedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The directory is gone; there is nothing left to guard.
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function describeSelf(): Holder {
  return {
    id: randomUUID(),
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    bootId: readText('/proc/sys/kernel/random/boot_id'),
    host: hostname(),
  };
}

/**
 * Field 22 of /proc/<pid>/stat, counted after the command's closing
 * parenthesis; empty where there is no /proc, and for a process that has ended
 * but whose parent has not asked for its exit code yet.
 */
function startTicksOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads] = [fields[0], Number(fields[17])];
  return state === 'Z' && threads <= 1 ? 'ended' : (fields[19] ?? '');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

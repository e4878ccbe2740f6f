import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedServer } from './embedded-server.ts';
import { DURABLE_START } from './durable-node-fs.ts';

/**
 * Makes a database directory where there is none, by copying a template with
 * PostGIS already in it; the template is built on first need (some 8 s) and
 * kept in `cacheDir`. Whatever happens half-way leaves no directory behind.
 */
export async function ensureDataDirectory(directory: string, cacheDir: string): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const template = join(cacheDir, `embedded-${templateKey()}`);
  if (!existsSync(template)) await buildTemplate(template);
  const half = `${directory}.half`;
  rmSync(half, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
  cpSync(template, half, { recursive: true });
  syncTree(half);
  renameSync(half, directory);
  syncPath(dirname(directory));
}

async function buildTemplate(template: string): Promise<void> {
  const half = `${template}.${process.pid}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const server = new EmbeddedServer(half);
  await server.run({ kind: 'script', sql: 'create extension postgis' });
  await server.close();
  try {
    renameSync(half, template);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(template)) throw error; // else another process was first
  }
}

/** Changes with the engine's versions and its start parameters. */
function templateKey(): string {
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256').update(DURABLE_START.join(' '));
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis']) {
    const { version } = JSON.parse(readFileSync(packageJsonOf(require.resolve(name)), 'utf8')) as { version: string };
    hash.update(`${name}@${version}`);
  }
  return hash.digest('hex').slice(0, 12);
}

function packageJsonOf(entry: string): string {
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'package.json');
}

function syncTree(root: string): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    syncPath(join(entry.parentPath, entry.name));
  }
  syncPath(root);
}

function syncPath(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

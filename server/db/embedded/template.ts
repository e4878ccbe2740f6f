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
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedServer } from './embedded-server.ts';
import { DURABLE_START } from './durable-node-fs.ts';

/**
 * Opens the database in `directory`, made first where there is none: copied
 * from a template when `cacheDir` has one (tests build it), else created with
 * PostGIS in it (some 8 s). A making that was cut short is begun again.
 */
export async function openDirectory(directory: string, cacheDir: string): Promise<EmbeddedServer> {
  const unfinished = `${directory}.unfinished`;
  const isMade = existsSync(join(directory, 'PG_VERSION')) && !existsSync(unfinished);
  const server = new EmbeddedServer(directory);
  if (isMade) {
    await server.open();
    return server;
  }
  writeFileSync(unfinished, '', { flush: true });
  rmSync(directory, { recursive: true, force: true });
  const template = templatePath(cacheDir);
  if (existsSync(template)) cpSync(template, directory, { recursive: true });
  else await create(directory, server);
  syncTree(directory);
  syncPath(dirname(directory));
  rmSync(unfinished);
  await server.open();
  return server;
}

/** Builds the template unless it is there; many may try at once. */
export async function buildTemplate(cacheDir: string): Promise<void> {
  const template = templatePath(cacheDir);
  if (existsSync(template)) return;
  const half = `${template}.${process.pid}.half`;
  rmSync(half, { recursive: true, force: true });
  const server = new EmbeddedServer(half);
  await create(half, server);
  await server.close();
  try {
    renameSync(half, template);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(template)) throw error; // else another process was first
  }
}

/** PostgreSQL's own files and PostGIS, flushed as far as PostgreSQL flushes; the server stays open. */
async function create(directory: string, server: EmbeddedServer): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await server.run({ kind: 'script', sql: 'create extension postgis' });
  await server.run({ kind: 'script', sql: 'checkpoint' });
}

function templatePath(cacheDir: string): string {
  return join(cacheDir, `embedded-${templateKey()}`);
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

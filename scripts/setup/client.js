import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './progress.js';

/** What the built client is made from. */
const SOURCES = ['client', 'geo', 'data/base', 'vite.config.ts', 'svelte.config.js', 'package-lock.json'];

/** Builds client/ into dist/ when any of its sources has changed since. */
export async function ensureClient(root, node) {
  const stamp = hashOf(root);
  const stampFile = join(root, 'dist', '.sources');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await buildClient(root, node);
  writeFileSync(stampFile, stamp);
}

export function buildClient(root, node) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  return runStep(node, [vite, 'build'], { vi: 'Dựng giao diện', en: 'building the client', cwd: root, env });
}

function hashOf(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(root, source)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesOf(root, path) {
  if (!existsSync(join(root, path))) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((file) => !file.includes('node_modules'))
    .sort();
}

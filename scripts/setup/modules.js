import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './progress.js';

/** Installs exactly what the lockfile says, when that is not what is there. */
export async function ensureModules(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  const stampFile = join(root, 'node_modules', '.trong-diem-installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!matchesLock(root, JSON.parse(lockText))) {
    await npm(root, ['ci', '--include=dev'], 'Cài đặt thư viện (một lần)', 'installing libraries (once)');
  }
  writeFileSync(stampFile, stamp);
}

/** Runs the npm that started us, or the one on the path. */
export function npm(root, args, vi, en) {
  const cli = process.env.npm_execpath;
  const viaNode = cli !== undefined && /\.c?js$/.test(cli) && existsSync(process.execPath);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return viaNode
    ? runStep(process.execPath, [cli, ...args, ...quiet], { vi, en, cwd: root })
    : runStep('npm', [...args, ...quiet], { vi, en, cwd: root });
}

/** True when npm's own record of node_modules holds every package of the lockfile in its version. */
function matchesLock(root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(lock.packages).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

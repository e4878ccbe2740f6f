import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './modules.js';
import { SetupError, say } from './progress.js';

/** TypeScript without a build step, and what the test runner needs. */
const MINIMUM = [22, 18];
const FETCHED = '24';

/**
 * A Node that runs TypeScript: this one, the one in node_modules, or Node 24
 * fetched there from the npm registry (nothing outside the project changes).
 * @returns {Promise<string>} path of the executable
 */
export async function ensureNode(root) {
  // A clean install may just have removed the very Node that runs this.
  if (isEnough(process.versions.node) && existsSync(process.execPath)) return process.execPath;
  const found = findFetched(root);
  if (found) return found;
  say(
    `Node ${process.versions.node} cũ hơn ${MINIMUM.join('.')}: tải Node ${FETCHED} vào node_modules`,
    `Node ${process.versions.node} is older than ${MINIMUM.join('.')}: fetching Node ${FETCHED} into node_modules`,
  );
  const { platform, arch } = process;
  const packages = [`node-${platform === 'win32' ? 'win' : platform}-${arch}@${FETCHED}`, `node@${FETCHED}`];
  const failures = [];
  for (const name of packages) {
    try {
      await npm(root, ['install', '--no-save', '--include=dev', name], `Tải ${name}`, `fetching ${name}`);
      const node = findFetched(root);
      if (node) return node;
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new SetupError(
    `${failures.join('\n')}\n✗ Không tải được Node ${FETCHED}; hãy cài Node >= ${MINIMUM.join('.')} / ` +
      `Node ${FETCHED} could not be fetched; install Node >= ${MINIMUM.join('.')}`,
  );
}

function findFetched(root) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const places = [join('node', 'bin', file), join(name, 'bin', file), join('.bin', file)];
  for (const place of places) {
    const path = join(root, 'node_modules', place);
    if (existsSync(path) && isEnough(versionOf(path))) return path;
  }
  return undefined;
}

function versionOf(path) {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
  } catch {
    return '0.0.0';
  }
}

function isEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, prepare } from './setup/prepare.js';
import { failWith } from './setup/progress.js';

/*
 * `node scripts/run.js <task> [arguments]`: the project's tools on a Node that
 * can run them, installed if need be, from any directory.
 */
const bin = (...path) => join('node_modules', ...path);
const ESLINT = [bin('eslint', 'bin', 'eslint.js'), '--cache', '--cache-location', '.cache/eslint/'];
const PRETTIER = [bin('prettier', 'bin', 'prettier.cjs'), '--cache', '--cache-location', '.cache/prettier', '.'];
const TSC = [bin('typescript', 'bin', 'tsc')];
const VITEST = [bin('vitest', 'vitest.mjs')];

/** Task → command lines, all of them run, one after the other; further arguments go to the last. */
const TASKS = {
  build: [[bin('vite', 'bin', 'vite.js'), 'build']],
  dev: [[bin('vite', 'bin', 'vite.js')]],
  lint: [[...ESLINT, '.']],
  format: [[...PRETTIER, '--write']],
  'format:check': [[...PRETTIER, '--check']],
  typecheck: [
    [...TSC, '-p', 'geo'],
    [...TSC, '-p', '.'],
    [...TSC, '-p', 'tests/e2e'],
    [bin('svelte-check', 'bin', 'svelte-check'), '--tsconfig', 'client/tsconfig.json', '--threshold', 'warning'],
  ],
  vitest: [[...VITEST, 'run']],
  bench: [['scripts/bench.ts']],
  'data:build': [['data/build/build.ts']],
  'data:validate': [['data/validate.ts']],
  'demo:remove': [['scripts/remove-demo.ts']],
  screenshots: [[bin('vite', 'bin', 'vite.js'), 'build'], ['tests/e2e/screenshots.ts']],
};

const [task, ...args] = process.argv.slice(2);
if (!(task in TASKS)) failWith(new Error(`no such task: ${task}; one of ${Object.keys(TASKS).join(', ')}`));
try {
  const node = await prepare({ client: false });
  const commands = TASKS[task];
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const code = await run(node, isLast ? [...command, ...args] : command);
    if (code !== 0) process.exitCode = code;
  }
} catch (error) {
  failWith(error);
}

function run(node, command) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, command, { cwd: ROOT, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, prepare } from './setup/prepare.js';
import { failWith } from './setup/progress.js';
import { countReport, totalLine } from './setup/test-report.js';

/*
 * `npm test`: set-up, then lint, format, types, data and all tests; the last
 * line counts them truly. What the machine cannot run is left out loudly, or,
 * with NOTHING_LEFT_OUT=1, is a failure. `npm test -- <args>` hands the
 * arguments to the test runner and skips the checks; `--long` first runs the
 * tests that take minutes instead (`npm run test:long`).
 */
/** Two lanes at once: each check keeps one core busy. */
const CHECKS = [
  [
    { name: 'lint', task: 'lint' },
    { name: 'format', task: 'format:check' },
  ],
  [
    { name: 'types', task: 'typecheck' },
    { name: 'data', task: 'data:validate' },
  ],
];
const REPORT = join(ROOT, '.cache', 'test-report.json');
const nothingLeftOut = process.env.NOTHING_LEFT_OUT === '1';
const isLong = process.argv[2] === '--long';
const runnerArgs = process.argv.slice(isLong ? 3 : 2);
const total = { passed: 0, failed: 0, skipped: 0 };

try {
  const node = await prepare({ client: true });
  if (runnerArgs.length === 0 && !isLong) await Promise.all(CHECKS.map((lane) => runChecks(node, lane)));
  await runTests(node);
  sayLeftOut();
  console.log(totalLine(total));
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
} catch (error) {
  failWith(error);
}

async function runChecks(node, lane) {
  for (const { name, task } of lane) {
    const startedAt = Date.now();
    console.log(`• ${name}`);
    const code = await run(node, [join('scripts', 'run.js'), task]);
    if (code === 0) total.passed++;
    else total.failed++;
    console.log(`  ${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
}

async function runTests(node) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const config = isLong ? ['--config', 'vitest.long.config.ts'] : [];
  const runner = join('node_modules', 'vitest', 'vitest.mjs');
  const code = await run(node, [runner, 'run', ...config, ...reporters, ...runnerArgs]);
  const counted = existsSync(REPORT)
    ? countReport(JSON.parse(readFileSync(REPORT, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  // The runner may fail without a failed test: an unhandled error, no report, a broken set-up.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  for (const key of ['passed', 'failed', 'skipped']) total[key] += counted[key];
}

/** Says what this machine could not run, and makes that a failure where nothing may be left out. */
function sayLeftOut() {
  if (total.skipped === 0) return;
  console.log(
    `\n! BỎ QUA ${total.skipped} kiểm thử / ${total.skipped} tests LEFT OUT (see LEFT OUT above for what is missing).`,
  );
  console.log('  Để chạy đủ / to run them all: apt-get install -y postgresql-15-postgis-3 chromium gdal-bin');
  if (nothingLeftOut) {
    console.log('  ✗ NOTHING_LEFT_OUT=1');
    total.failed++;
  }
}

function run(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

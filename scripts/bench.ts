import { benchCoverage } from '#tests/bench/coverage.bench.ts';
import { benchTracks } from '#tests/bench/tracks.bench.ts';
import { benchQuality } from '#tests/bench/quality.bench.ts';
import type { BenchResult } from '#tests/bench/bench-result.ts';

/**
 * `npm run bench -- [coverage|tracks|quality] [--json] [--quick]`: ours against peers on the same
 * data in the same run. With --json one object a line, else a table.
 */
const SUITES: Record<string, (options: { quick: boolean }) => AsyncIterable<BenchResult>> = {
  coverage: benchCoverage,
  tracks: benchTracks,
  quality: benchQuality,
};

const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [
  ...names.filter((name) => !(name in SUITES)),
  ...[...flags].filter((flag) => flag !== '--json' && flag !== '--quick'),
];
if (unknown.length > 0) {
  console.error(
    `unknown: ${unknown.join(' ')}; usage: npm run bench -- [${Object.keys(SUITES).join('|')}] [--json] [--quick]`,
  );
  process.exit(2);
}

const results: BenchResult[] = [];
for (const name of names.length > 0 ? names : Object.keys(SUITES)) {
  for await (const result of SUITES[name]({ quick: flags.has('--quick') })) {
    results.push(result);
    if (flags.has('--json')) console.log(JSON.stringify(result));
  }
}
if (!flags.has('--json')) console.table(results);

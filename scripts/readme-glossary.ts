/**
 * Writes the glossary's table between its markers in README.md, from
 * geo/domain/glossary.ts. `--check` writes nothing and fails when the table is
 * out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { glossaryTable } from '#geo/domain/glossary.ts';

const START = '<!-- glossary:start -->';
const END = '<!-- glossary:end -->';
export const README = new URL('../README.md', import.meta.url);

/** @throws when the markers are missing or out of order */
export function withGlossary(readme: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md lacks ${START} … ${END}`);
  return `${readme.slice(0, start + START.length)}\n\n${glossaryTable()}\n\n${readme.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = readFileSync(README, 'utf8');
  const current = withGlossary(readme);
  if (!process.argv.includes('--check')) {
    writeFileSync(README, current);
  } else if (readme !== current) {
    console.error('✗ README.md: the glossary is out of date; run node scripts/readme-glossary.ts');
    process.exitCode = 1;
  }
}

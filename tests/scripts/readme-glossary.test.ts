import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { README, withGlossary } from '../../scripts/readme-glossary.ts';

it('keeps the glossary of README.md in step with the code', () => {
  const readme = readFileSync(README, 'utf8');
  expect(withGlossary(readme)).toBe(readme);
});

it('replaces what stands between the markers and nothing else', () => {
  const around = (table: string) => `before\n<!-- glossary:start -->${table}<!-- glossary:end -->\nafter\n`;
  const [, , written] = /^(before\n<!-- glossary:start -->)\n\n([^]*)\n\n<!-- glossary:end -->\nafter\n$/.exec(
    withGlossary(around('old')),
  )!;
  expect(written).toContain('| Tuyến | Route (`Route`) |');
  expect(withGlossary(around('old'))).toBe(withGlossary(around('')));
  expect(() => withGlossary('no markers')).toThrow('README.md lacks');
});

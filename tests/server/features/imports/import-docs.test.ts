import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ImportEncoding, ImportFormat } from '#geo/contract/imports.contract.ts';
import { COLUMNS } from '#server/features/imports/columns.ts';

/** docs/import.md names every column, format and encoding that is read. */
const text = readFileSync(new URL('../../../../docs/import.md', import.meta.url), 'utf8');

test('every column stands in the documentation, in both languages', () => {
  const names = Object.values(COLUMNS).flatMap((specs) => specs.flatMap(({ vi, en }) => [vi, en]));
  expect(names.filter((name) => !text.includes(name))).toEqual([]);
});

test('every format and encoding stands there too', () => {
  const plain = text.toLowerCase().replace(/[ -]/g, '');
  const names = [...ImportFormat.options, ...ImportEncoding.options.map((name) => name.replace(/[lb]e$/, ''))];
  expect(names.filter((name) => !plain.includes(name.replace(/-/g, '')))).toEqual([]);
});

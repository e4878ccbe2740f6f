import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { faultsOf, installedPackages } from '../../scripts/licences.ts';
import { REASONS } from '../../scripts/licence-reasons.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('docs/licences.md names every installed package, and each direct one has a reason', () => {
  const run = () => execFileSync(process.execPath, ['scripts/licences.ts', '--check'], { cwd: root, stdio: 'pipe' });
  expect(run).not.toThrow();
});

test('a strong copyleft licence is a fault, a choice of licences is not', () => {
  const package_ = (licence: string) => ({ name: 'x', version: '1', licence, dev: false });
  expect(faultsOf([package_('GPL-3.0-only')], Object.keys(REASONS))).toEqual(['x: GPL-3.0-only']);
  expect(faultsOf([package_('MIT OR GPL-3.0-or-later')], Object.keys(REASONS))).toEqual([]);
});

test('the lockfile was read', () => {
  expect(installedPackages().length).toBeGreaterThan(Object.keys(REASONS).length);
});

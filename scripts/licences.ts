/**
 * Writes docs/licences.md: every package that the lockfile installs, with its
 * licence as its own package.json states it, and why each direct one was
 * chosen. `--check` writes nothing and fails when the page is out of date, a
 * direct dependency has no reason, or a licence may not be linked in.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REASONS } from './licence-reasons.ts';

const root = new URL('../', import.meta.url);
const page = new URL('docs/licences.md', root);

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}
interface Installed {
  name: string;
  version: string;
  licence: string;
  dev: boolean;
}

const readJson = (url: URL): Record<string, unknown> =>
  JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;

/** Strong copyleft that would bind our own code; MPL and LGPL data files are looked at one by one. */
const FORBIDDEN = /\b(A?GPL|SSPL|BUSL|CC-BY-NC)/i;

export function installedPackages(): Installed[] {
  const lock = readJson(new URL('package-lock.json', root)) as { packages: Record<string, LockEntry> };
  const found = new Map<string, Installed>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const version = entry.version ?? '';
    const key = `${name}@${version}`;
    const seen = found.get(key);
    if (seen) seen.dev &&= entry.dev === true;
    else found.set(key, { name, version, licence: entry.license ?? licenceOnDisk(path), dev: entry.dev === true });
  }
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
  );
}

function licenceOnDisk(path: string): string {
  const file = new URL(`${path}/package.json`, root);
  if (!existsSync(file)) return 'not stated';
  const { license, licenses } = readJson(file) as {
    license?: string | { type?: string };
    licenses?: { type?: string }[];
  };
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map((each) => each.type).join(' OR ') ?? 'not stated';
}

export function faultsOf(packages: readonly Installed[], direct: readonly string[]): string[] {
  return [
    ...packages
      .filter((p) => FORBIDDEN.test(p.licence) && !/\bOR\b/.test(p.licence))
      .map((p) => `${p.name}: ${p.licence}`),
    ...direct
      .filter((name) => REASONS[name] === undefined)
      .map((name) => `${name}: no reason in scripts/licence-reasons.ts`),
    ...Object.keys(REASONS)
      .filter((name) => !direct.includes(name))
      .map((name) => `${name}: has a reason but is no dependency`),
  ];
}

export function renderPage(
  packages: readonly Installed[],
  manifest: { dependencies: object; devDependencies: object },
): string {
  const licenceOf = new Map(packages.map((p) => [p.name, p]));
  const rows = (names: string[]): string[] =>
    names.map(
      (n) => `| ${n} | ${licenceOf.get(n)?.version ?? ''} | ${licenceOf.get(n)?.licence ?? ''} | ${REASONS[n] ?? ''} |`,
    );
  const head = ['| Package | Version | Licence | Why |', '|---|---|---|---|'];
  return [
    '# Dependencies and their licences',
    '',
    'Written by `node scripts/licences.ts` from package-lock.json; the licences of the data are in data/README.md.',
    '',
    'One thing the table cannot say: `@electric-sql/pglite-postgis` is Apache-2.0 by its own statement, and carries PostGIS',
    '(GPL-2.0-or-later) and GEOS (LGPL-2.1) compiled to WebAssembly. It runs as a database of its own, behind SQL, in a thread',
    'of its own; nothing of it is linked into our code, and with `DATABASE_URL` set it is not loaded at all.',
    '',
    '## On the server',
    '',
    ...head,
    ...rows(Object.keys(manifest.dependencies)),
    '',
    '## In the page, in building and in tests',
    '',
    ...head,
    ...rows(Object.keys(manifest.devDependencies)),
    '',
    '## Everything that is installed',
    '',
    '| Package | Version | Licence | Only to build and test |',
    '|---|---|---|---|',
    ...packages.map((p) => `| ${p.name} | ${p.version} | ${p.licence} | ${p.dev ? 'yes' : ''} |`),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = readJson(new URL('package.json', root)) as { dependencies: object; devDependencies: object };
  const packages = installedPackages();
  const faults = faultsOf(packages, [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
  const text = renderPage(packages, manifest);
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (!existsSync(page) || readFileSync(page, 'utf8') !== text)
    faults.push('docs/licences.md is out of date: run node scripts/licences.ts');
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

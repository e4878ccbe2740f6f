import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from './support/paths.ts';

/** The house's rules that no compiler holds: who may import whom, where SQL lives, how long a file may be. */
const TOP = ['geo', 'server', 'client', 'data', 'tests', 'scripts'];
const SKIPPED = new Set(['client/node_modules', 'client/public', 'tests/fixtures']);

interface Source {
  /** Path from the project's root. */
  path: string;
  text: string;
  lines: number;
  /** Paths of the project's own files it imports, without those imported for their types' sake in tests. */
  imports: string[];
  packages: string[];
}

function filesUnder(directory: string): string[] {
  return readdirSync(join(PROJECT_DIR, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(path) ? [] : filesUnder(path);
    return [path];
  });
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)['"]([^'"]+)['"]/gm;

function readSource(path: string): Source {
  const text = readFileSync(join(PROJECT_DIR, path), 'utf8');
  const specifiers = [...text.matchAll(IMPORT)].map(([, specifier]) => specifier);
  const imports = specifiers.flatMap((specifier) => {
    if (specifier.startsWith('#')) return [specifier.slice(1)];
    if (specifier.startsWith('.')) return [relative(PROJECT_DIR, resolve(PROJECT_DIR, dirname(path), specifier))];
    return [];
  });
  const packages = specifiers.filter((specifier) => !/^[.#]/.test(specifier));
  return { path, text, lines: text.split('\n').length, imports, packages };
}

const ALL_FILES = TOP.flatMap(filesUnder);
const SOURCES = ALL_FILES.filter((path) => /\.(ts|js|svelte)$/.test(path)).map(readSource);
const sourcesIn = (folder: string) => SOURCES.filter(({ path }) => path.startsWith(`${folder}/`));

/** `a → b` for every import that `isAllowed` refuses. */
function forbidden(sources: Source[], isAllowed: (from: string, to: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.filter((to) => !isAllowed(path, to)).map((to) => `${path} → ${to}`),
  );
}

/** Layers of geo/, lowest first; a layer sees itself and what it lists. */
const GEO_LAYERS: Record<string, string[]> = {
  domain: [],
  contract: ['domain'],
  geometry: ['domain'],
  network: ['domain', 'geometry'],
  places: ['domain', 'geometry', 'network'],
  statistics: ['domain', 'geometry', 'network'],
  coverage: ['domain', 'geometry', 'network', 'statistics'],
  indicators: ['domain', 'geometry', 'network', 'statistics', 'coverage'],
  patrol: ['domain', 'geometry', 'network', 'statistics', 'coverage'],
  quality: ['domain', 'geometry', 'network', 'coverage'],
};

describe('imports', () => {
  it('run one way: client → geo ← server', () => {
    const mayUse: Record<string, string[]> = {
      geo: ['geo'],
      server: ['server', 'geo', 'data', 'package.json'],
      client: ['client', 'geo', 'data'],
      data: ['data', 'geo'],
      scripts: ['scripts', 'server', 'geo', 'data', 'tests'],
      tests: ['tests', 'scripts', 'server', 'client', 'geo', 'data', 'package.json'],
    };
    const top = (path: string) => path.split('/')[0];
    expect(forbidden(SOURCES, (from, to) => mayUse[top(from)].includes(top(to)))).toEqual([]);
  });

  it('inside geo run from the mathematics down to the vocabulary', () => {
    const layer = (path: string) => path.split('/')[1];
    const isAllowed = (from: string, to: string) =>
      layer(from) === layer(to) || (GEO_LAYERS[layer(from)]?.includes(layer(to)) ?? false);
    expect(forbidden(sourcesIn('geo'), isAllowed)).toEqual([]);
  });

  it('of geo are zod and pure packages only', () => {
    const pure = ['zod', 'flatbush'];
    const found = sourcesIn('geo').flatMap(({ path, packages }) =>
      packages.filter((name) => !pure.includes(name)).map((name) => `${path} → ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('inside a feature run http → service → sql → table', () => {
    const ROLES = ['http', 'service', 'sql', 'table'];
    const role = (path: string) => ROLES.indexOf(/\.(http|service|sql|table)\.ts$/.exec(path)?.[1] ?? '');
    const isAllowed = (from: string, to: string) => {
      if (dirname(from) !== dirname(to) || role(from) < 0 || role(to) < 0) return true;
      // Services may speak to services; nothing looks upwards, and http leaves SQL to the service.
      return role(from) === 0 ? role(to) <= 1 : role(to) >= role(from);
    };
    expect(forbidden(sourcesIn('server/features'), isAllowed)).toEqual([]);
  });

  it('into another feature go through its service', () => {
    const feature = (path: string) => /^server\/features\/([^/]+)\//.exec(path)?.[1];
    const isAllowed = (from: string, to: string) => {
      const other = feature(to);
      return other === undefined || other === feature(from) || !/\.(http|sql|table)\.ts$/.test(to);
    };
    expect(forbidden(sourcesIn('server/features'), isAllowed)).toEqual([]);
  });

  it('of Express stay in the HTTP frame, and of a process in its own main file', () => {
    const express = sourcesIn('server').filter(({ path, text }) => {
      const isFrame = path.startsWith('server/http/') || path === 'server/app.ts';
      return !isFrame && /from 'express'/.test(text);
    });
    expect(express.map(({ path }) => path)).toEqual([]);
    const owners = sourcesIn('server').filter(({ text }) => /\bprocess\.(exit|on|env)\b/.test(text));
    expect(owners.map(({ path }) => path)).toEqual([
      'server/jobs/job-process.ts',
      'server/main.ts',
      'server/start-log.ts',
    ]);
  });
});

describe('SQL', () => {
  it('lives in *.sql.ts and migrations only', () => {
    const isHome = (path: string) => path.endsWith('.sql.ts') || path.startsWith('server/db/');
    const speaks = /\bsql(\.raw|\.ref|\.join|<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
    const found = sourcesIn('server').filter(({ path, text }) => !isHome(path) && speaks.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('leaves overlays to geo/: the embedded engine loses their errors', () => {
    const overlay = /\bst_(union|intersection|difference|symdifference|buffer|subdivide|makevalid|unaryunion)\b/i;
    const files = ALL_FILES.filter((path) => path.startsWith('server/') && /\.(sql|sql\.ts)$/.test(path));
    const found = files.filter((path) => overlay.test(readFileSync(join(PROJECT_DIR, path), 'utf8')));
    expect(found).toEqual([]);
  });

  it('has one migration a number', () => {
    const numbers = readdirSync(join(PROJECT_DIR, 'server/db/migrations')).map((file) => file.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('files', () => {
  it('are split at 300 lines (tables and tests’ tables aside)', () => {
    const isTable = (path: string) =>
      /(table|glossary|messages|programmes?|text\/(vi|en))[\w.-]*\.ts$/.test(path) || path.startsWith('tests/');
    const long = SOURCES.filter(({ path, lines }) => lines > 301 && !isTable(path));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it('have names in lower case with hyphens (components in Pascal case)', () => {
    const odd = SOURCES.filter(({ path }) => {
      const name = basename(path);
      return name.endsWith('.svelte') ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name) : !/^[a-z0-9][a-z0-9.-]*$/.test(name);
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('are written in NFC', () => {
    const texts = ALL_FILES.filter((path) => /\.(ts|js|svelte|json|geojson|css|html|sql|md|csv)$/.test(path));
    const nfd = texts.filter((path) => {
      const text = readFileSync(join(PROJECT_DIR, path), 'utf8');
      return text !== text.normalize('NFC');
    });
    expect(nfd).toEqual([]);
  });
});

describe('independence', () => {
  it('the client names no other host', () => {
    const allowed = /https?:\/\/(www\.w3\.org\/|127\.0\.0\.1|localhost)/;
    const files = ALL_FILES.filter((path) => path.startsWith('client/') && /\.(ts|svelte|html|css|svg)$/.test(path));
    const found = files.flatMap((path) =>
      [...readFileSync(join(PROJECT_DIR, path), 'utf8').matchAll(/https?:\/\/[^\s'"`)<]+/g)]
        .filter(([url]) => !allowed.test(url))
        .map(([url]) => `${path}: ${url}`),
    );
    expect(found).toEqual([]);
  });

  it('the lockfile names no registry', () => {
    expect(readFileSync(join(PROJECT_DIR, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved":|https?:\/\/registry/);
  });

  it('no file names a place on someone’s machine', () => {
    const texts = [...ALL_FILES, 'package.json', 'README.md', 'vite.config.ts'].filter(
      (path) => !path.startsWith('tests/architecture') && statSync(join(PROJECT_DIR, path)).size < 2_000_000,
    );
    const found = texts.filter((path) =>
      /\/(home|Users|work|root)\/\w/.test(readFileSync(join(PROJECT_DIR, path), 'latin1')),
    );
    expect(found).toEqual([]);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Path inside data/, e.g. `sources/routes.json`. */
export function readText(path: string): string {
  return readFileSync(at(path), 'utf8').normalize('NFC');
}

export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T;
}

/** Rows of a CSV without quoting of line breaks; keys are the header's names. */
export function readCsv(path: string): Record<string, string>[] {
  const [header, ...lines] = readText(path).trim().split('\n').map(splitLine);
  return lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])));
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text.normalize('NFC'));
}

/** One record a line, so that a change of the register reads as a change of its lines. */
export function writeRecords(path: string, records: readonly object[]): void {
  write(path, `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
}

/** A FeatureCollection, one feature a line; `about` carries source and licence of the whole file. */
export function writeFeatures(path: string, about: object, features: readonly object[]): void {
  const head = JSON.stringify({ type: 'FeatureCollection', about }).slice(0, -1);
  const lines = features.map((feature) => JSON.stringify(feature));
  write(path, `${head},"features":[\n${lines.join(',\n')}\n]}\n`);
}

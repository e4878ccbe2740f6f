import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import type { Words } from '../coverage/figure-text.ts';
import { headingOf } from './bad-rows.ts';

export interface SampleTable {
  columns: { key: string; title: string }[];
  rows: string[][];
}

/**
 * The sample as a table: what holds anything, in the order of the file, each
 * column under the name of what it means. What is left out is not shown.
 */
export function sampleTable({ sample, columns, fields }: ImportPreview, words: Words): SampleTable {
  const fieldOf = new Map(columns.map(({ header, field }) => [header, field]));
  const keys = new Set<string>();
  for (const row of sample) for (const [key, value] of Object.entries(row)) if (value !== '') keys.add(key);
  const shown = [...keys].filter((key) => fieldOf.get(key) !== null);
  return {
    columns: shown.map((key) => {
      const known = fields.find(({ field }) => field === (fieldOf.get(key) ?? key));
      return { key, title: known ? words.pick(known) : headingOf(key, words) };
    }),
    rows: sample.map((row) => shown.map((key) => row[key] ?? '')),
  };
}

import { describe, expect, test } from 'vitest';
import * as glossary from '#geo/domain/glossary.ts';

const tables = Object.entries(glossary).filter(([, value]) => typeof value === 'object') as [
  string,
  Record<string, glossary.Term>,
][];

describe('the glossary', () => {
  test.each(tables)('%s has two labels for every value, in NFC, none twice', (_name, terms) => {
    const entries = Object.values(terms);
    expect(entries.length).toBeGreaterThan(1);
    for (const { vi, en } of entries) {
      expect(vi).toBe(vi.normalize('NFC').trim());
      expect(vi.length * en.length).toBeGreaterThan(0);
      expect(vi).not.toBe(en);
    }
    expect(new Set(entries.map((t) => t.vi)).size).toBe(entries.length);
    expect(new Set(entries.map((t) => t.en)).size).toBe(entries.length);
  });

  test('the README table has a row a noun, then the words of the figures, each with its meaning', () => {
    const lines = glossary.glossaryTable().split('\n');
    expect(lines.length).toBeGreaterThan(Object.keys(glossary.TERMS).length + 2);
    expect(lines.length).toBeLessThanOrEqual(32);
    expect(lines[2]).toBe('| Tuyến | Route (`Route`) | A key road or railway with kilometre posts |');
    for (const line of lines.slice(2)) expect(line).toMatch(/^\| .+ \| .+ \(`\w+`\) \| .+ \|$/);
  });
});

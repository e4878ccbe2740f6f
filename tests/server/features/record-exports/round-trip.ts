import { expect } from 'vitest';
import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import { LEFT_OUT_HEADER } from '#geo/contract/record-exports.contract.ts';
import type { TestAnswer, TestServer } from '#tests/support/server.ts';

export type Kind = 'measures' | 'incidents';
/** What a record says, without what the server adds to it. */
const SAID: Record<Kind, readonly string[]> = {
  measures: [
    ...['type', 'leadOrgUnitId', 'orgUnitIds', 'firstOn', 'lastOn', 'place', 'subScheme', 'status', 'evidence'],
    ...['documentNumber', 'note'],
  ],
  incidents: [
    ...['type', 'firstOn', 'lastOn', 'place', 'howFound', 'reportedToOrgUnitId', 'handling', 'victimsRescued', 'note'],
  ],
};

export async function listOf(t: TestServer, kind: Kind): Promise<Record<string, unknown>[]> {
  return (await t.request(`/api/${kind}?pageSize=500`)).body.items;
}

/** Records in an order of their own, each as people entered it. */
export function saidOf(kind: Kind, records: readonly Record<string, unknown>[]): unknown[] {
  const said = records.map((record) => Object.fromEntries(SAID[kind].map((field) => [field, record[field]])));
  return said.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
const keyOf = ({ place, ...rest }: Record<string, unknown>): string =>
  JSON.stringify(rest) + JSON.stringify(place).replaceAll(/(\d\.\d{5})\d+/g, '$1');

/** These records and no others. */
export async function enter(t: TestServer, kind: Kind, bodies: readonly unknown[]): Promise<void> {
  await removeAll(t, kind);
  for (const json of bodies) {
    const answer = await t.request(`/api/${kind}`, { json });
    expect(answer.status, answer.text).toBe(201);
  }
}

export const leftOutOf = (answer: TestAnswer): { vi: string; en: string }[] =>
  JSON.parse(decodeURIComponent(answer.headers.get(LEFT_OUT_HEADER) ?? '[]'));

export async function removeAll(t: TestServer, kind: Kind): Promise<void> {
  for (const { id, version } of await listOf(t, kind)) {
    const path = `/api/${kind}/${id as string}?version=${version as number}`;
    expect((await t.request(path, { method: 'DELETE' })).status).toBe(204);
  }
}

export interface Imported {
  stored: number;
  /** Takes them back. */
  undo(): Promise<void>;
}

/** Imports every table of a file and says how many records were stored; any bad or waiting row fails. */
export async function importWhole(t: TestServer, kind: Kind, bytes: Uint8Array, fileName: string): Promise<Imported> {
  const upload = async (table?: string): Promise<ImportPreview> => {
    const form = new FormData();
    form.set('kind', kind);
    if (table !== undefined) form.set('table', table);
    form.set('file', new Blob([Uint8Array.from(bytes)]), fileName);
    const answer = await t.request('/api/imports', { method: 'POST', body: form });
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  };
  let stored = 0;
  const batches: string[] = [];
  const first = await upload();
  const tables = first.tables.filter(({ name }) => !/^(thông tin|about)$/i.test(name));
  for (const { name } of tables) {
    const preview = tables.length === 1 ? first : await upload(name);
    expect(preview.bad, JSON.stringify(preview.bad.slice(0, 5))).toEqual([]);
    expect(preview).toMatchObject({ waiting: 0, missingFields: [], questions: [] });
    const confirmed = await t.request(`/api/imports/${preview.id}/confirm`, { method: 'POST' });
    expect(confirmed.status, confirmed.text).toBe(200);
    stored += confirmed.body.stored;
    batches.push(preview.id);
  }
  const undo = async () => {
    for (const id of batches) {
      expect((await t.request(`/api/batches/${id}/undo`, { method: 'POST' })).status).toBe(200);
    }
  };
  return { stored, undo };
}

/** Equal, with positions and metres along routes as near as 1e-7 degrees and 1 mm allow. */
export function expectSame(after: unknown, before: unknown, path = ''): void {
  if (typeof before === 'number' && typeof after === 'number') {
    const tolerance = /coordinates/.test(path) ? 1e-7 : /fromM|toM|onRoute\.m/.test(path) ? 0.001 : 0;
    expect(Math.abs(after - before), `${path}: ${after} for ${before}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof before === 'object' && before !== null && typeof after === 'object' && after !== null) {
    expect(Object.keys(after).sort(), path).toEqual(Object.keys(before).sort());
    for (const [key, value] of Object.entries(before)) {
      expectSame((after as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else expect(after, path).toEqual(before);
}

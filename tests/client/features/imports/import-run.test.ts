import { describe, expect, test, vi } from 'vitest';
import type { Api } from '#client/api/client.ts';
import { ApiError } from '#client/api/api-error.ts';
import { ImportRun, type Stored } from '#client/features/imports/import-run.svelte.ts';
import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import { ImportId } from '#geo/domain/ids.ts';
import { question, samplePreview } from './preview-sample.ts';

interface Sent {
  file: string;
  fields: Record<string, unknown>;
  signal: AbortSignal;
  answer: (preview: Partial<ImportPreview>) => void;
  refuse: (code: string) => void;
}
const fileOf = (name: string) => new File(['x'], name);

/** A run against a server whose every answer the test gives when it wants to. */
function start() {
  const sent: Sent[] = [];
  const discarded: string[] = [];
  const confirms: { id: string; signal: AbortSignal; end: () => void }[] = [];
  const stored: Stored[] = [];
  const server = { state: 'previewed' as 'previewed' | 'confirmed' };
  const onDone = vi.fn();
  const rejectOnAbort = (signal: AbortSignal, reject: (reason: unknown) => void) =>
    signal.addEventListener('abort', () => reject(signal.reason));
  const api = {
    importPreview: (file: File, fields: Record<string, unknown>, { signal }: { signal: AbortSignal }) =>
      new Promise<ImportPreview>((resolve, reject) => {
        rejectOnAbort(signal, reject);
        const id = ImportId.parse(`0b5ad7a2-7a0a-4f38-9d2e-0f6f6a7b1c${String(sent.length).padStart(2, '0')}`);
        sent.push({
          file: file.name,
          fields,
          signal,
          answer: (change) => resolve(samplePreview({ id, fileName: file.name, ...change })),
          refuse: (code) => reject(new ApiError(code, 422, { vi: 'Không được.', en: 'No.' })),
        });
      }),
    importConfirm: (id: string, _progressId: string, signal: AbortSignal) =>
      new Promise((resolve, reject) => {
        rejectOnAbort(signal, reject);
        confirms.push({ id, signal, end: () => resolve({ id, stored: 3 }) });
      }),
    importRead: async () => samplePreview({ state: server.state }),
    importDiscard: async (id: string) => void discarded.push(id.slice(-2)),
    progress: async () => ({ stage: 'unknown', share: null }),
  } as unknown as Api;
  const run = new ImportRun(api, 'measures', (item) => stored.push(item), onDone);
  return { run, sent, discarded, confirms, stored, onDone, server };
}
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 5_000, interval: 5 });

describe('reading', () => {
  test('sends the file, and again with each choice; the preview before is given back', async () => {
    const { run, sent, discarded } = start();
    run.take([fileOf('a.xlsx')]);
    expect(run.step.kind).toBe('reading');
    sent[0].answer({ questions: [question(null)], waiting: 2 });
    await until(() => run.step.kind === 'understand');

    run.change({ kind: 'answer', question: 'name:quang-trung', value: '2' });
    run.change({ kind: 'column', header: 'Xã', field: null });
    expect(run.step).toMatchObject({ again: { kind: 'running' } });
    await until(() => sent.length === 2);
    expect(sent[1].fields).toMatchObject({ mapping: '{"Xã":null}', answers: '{"name:quang-trung":"2"}' });
    expect(sent[1].fields.progressId).not.toBe(sent[0].fields.progressId);
    sent[1].answer({ questions: [question('2')] });
    await until(() => 'again' in run.step && run.step.again.kind === 'no');
    expect(run.step.kind).toBe('understand');
    expect(discarded).toEqual(['00']);
  });

  test('stops what is under way when a newer choice comes', async () => {
    const { run, sent } = start();
    run.take([fileOf('a.xlsx')]);
    sent[0].answer({});
    await until(() => run.step.kind === 'check');
    run.change({ kind: 'table', table: 'B' });
    await until(() => sent.length === 2);
    run.change({ kind: 'table', table: 'C' });
    expect(sent[1].signal.aborted).toBe(true);
    await until(() => sent.length === 3);
    sent[2].answer({ table: 'C' });
    await until(() => run.preview?.table === 'C');
  });

  test('waits while two columns mean the same', async () => {
    const { run, sent } = start();
    run.take([fileOf('a.xlsx')]);
    sent[0].answer({});
    await until(() => run.step.kind === 'check');
    run.goTo('understand');
    run.change({ kind: 'column', header: 'Xã', field: 'lead' });
    expect(run.step).toMatchObject({ again: { kind: 'no' } });
    run.change({ kind: 'keep', header: 'Chủ trì' });
    await until(() => sent.length === 2);
    expect(sent[1].fields.mapping).toBe('{"Xã":null,"Chủ trì":"lead"}');
  });

  test('that is refused with new choices takes them back and keeps what was shown', async () => {
    const { run, sent, discarded } = start();
    run.take([fileOf('a.csv')]);
    sent[0].answer({ good: 7 });
    await until(() => run.step.kind === 'check');
    run.change({ kind: 'delimiter', delimiter: '|' });
    await until(() => sent.length === 2);
    sent[1].refuse('file.unreadable');
    await until(() => 'again' in run.step && run.step.again.kind === 'refused');
    expect(run.preview?.good).toBe(7);
    expect(run.choices.delimiter).toBeUndefined();
    expect(discarded).toEqual([]);
  });

  test('that is refused at first says so; stopped, it goes back to the start', async () => {
    const { run, sent } = start();
    run.take([fileOf('a.csv')]);
    sent[0].refuse('file.hostile');
    await until(() => run.step.kind === 'refused');
    run.take([fileOf('b.csv')]);
    run.skip();
    expect(run.step.kind).toBe('choose');
    expect(sent[1].signal.aborted).toBe(true);
  });
});

describe('several files', () => {
  test('go one after the other, each with choices of its own', async () => {
    const { run, sent, confirms, stored, onDone } = start();
    run.take([fileOf('a.csv'), fileOf('b.csv')]);
    expect([run.index, run.total, run.waiting.map(({ name }) => name)]).toEqual([1, 2, ['b.csv']]);
    sent[0].answer({});
    await until(() => run.step.kind === 'check');
    void run.store();
    confirms[0].end();
    await until(() => run.step.kind === 'reading');
    expect([stored[0].preview.fileName, stored[0].stored, stored[0].isLate]).toEqual(['a.csv', 3, false]);
    expect([run.index, run.total, sent[1].file]).toEqual([2, 2, 'b.csv']);
    expect(onDone).not.toHaveBeenCalled();
    sent[1].answer({});
    await until(() => run.step.kind === 'check');
    void run.store();
    confirms[1].end();
    await until(() => onDone.mock.calls.length === 1);
    expect(run.step.kind).toBe('choose');
  });

  test('that come while one is looked at wait for it; none that need not be sent', async () => {
    const { run, sent } = start();
    run.take([fileOf('old.xls')]);
    expect(run.step).toMatchObject({ kind: 'not-sent', refusals: [{ reason: 'oldExcel' }] });
    run.take([fileOf('a.csv')]);
    sent[0].answer({});
    await until(() => run.step.kind === 'check');
    run.take([fileOf('b.csv'), fileOf('part.shp')]);
    expect(run.step.kind).toBe('check');
    expect(run.waiting.map(({ name }) => name)).toEqual(['b.csv']);
  });
});

describe('stopping a store', () => {
  async function storing() {
    const all = start();
    all.run.take([fileOf('a.csv')]);
    all.sent[0].answer({});
    await until(() => all.run.step.kind === 'check');
    void all.run.store();
    expect(all.run.step.kind).toBe('storing');
    return all;
  }
  test('goes back to the check when the server stored nothing', async () => {
    const { run, confirms, stored } = await storing();
    run.stopStoring();
    expect(confirms[0].signal.aborted).toBe(true);
    await until(() => run.step.kind === 'check');
    expect(run.step).toMatchObject({ isStopped: true });
    expect(stored).toEqual([]);
  });
  test('that came too late says that it was stored', async () => {
    const { run, stored, server } = await storing();
    server.state = 'confirmed';
    run.stopStoring();
    await until(() => stored.length === 1);
    expect(stored[0]).toMatchObject({ stored: 3, isLate: true });
  });
});

test('leaving gives the preview back and lets nothing run on', async () => {
  const { run, sent, discarded } = start();
  run.take([fileOf('a.csv')]);
  sent[0].answer({});
  await until(() => run.step.kind === 'check');
  run.dispose();
  expect(discarded).toEqual(['00']);
});

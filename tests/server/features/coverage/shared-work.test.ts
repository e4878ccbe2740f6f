import { expect, test } from 'vitest';
import { SharedWork } from '#server/features/coverage/shared-work.ts';

/** Work that ends when told to, and notes whether it was given up. */
function controlled() {
  const state = { started: 0, aborted: false, finish: (_: number) => {}, fail: (_: Error) => {} };
  const start = (signal: AbortSignal) => {
    state.started += 1;
    signal.addEventListener('abort', () => (state.aborted = true));
    return new Promise<number>((resolve, reject) => Object.assign(state, { finish: resolve, fail: reject }));
  };
  return { state, start };
}
const never = new AbortController().signal;

test('those who ask at the same time share one computation; the next one starts anew', async () => {
  const shared = new SharedWork<number>();
  const { state, start } = controlled();
  const answers = Promise.all([shared.run('a', never, start), shared.run('a', never, start)]);
  const other = controlled();
  const apart = shared.run('b', never, other.start);
  state.finish(7);
  other.state.finish(8);
  expect(await answers).toEqual([7, 7]);
  expect(await apart).toBe(8);
  expect([state.started, other.state.started]).toEqual([1, 1]);
  const again = shared.run('a', never, start);
  state.finish(9);
  expect(await again).toBe(9);
  expect(state.started).toBe(2);
});

test('work goes on while anybody waits, and is given up when all have left', async () => {
  const shared = new SharedWork<number>();
  const { state, start } = controlled();
  const [first, second] = [new AbortController(), new AbortController()];
  const one = shared.run('a', first.signal, start);
  const two = shared.run('a', second.signal, start);
  first.abort(new Error('gone'));
  await expect(one).rejects.toThrow('gone');
  expect(state.aborted).toBe(false);
  second.abort(new Error('gone too'));
  await expect(two).rejects.toThrow('gone too');
  expect(state.aborted).toBe(true);
  // What was given up is not joined by those who come later.
  const later = shared.run('a', never, start);
  state.finish(3);
  expect(await later).toBe(3);
  expect(state.started).toBe(2);
});

test('a failure is everyone’s, and is not kept', async () => {
  const shared = new SharedWork<number>();
  const { state, start } = controlled();
  const all = Promise.allSettled([shared.run('a', never, start), shared.run('a', never, start)]);
  state.fail(new Error('no'));
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = shared.run('a', never, start);
  state.finish(1);
  expect(await again).toBe(1);
});

test('who has left already starts nothing', async () => {
  const { state, start } = controlled();
  await expect(new SharedWork<number>().run('a', AbortSignal.abort(new Error('left')), start)).rejects.toThrow('left');
  expect(state.started).toBe(0);
});

import { expect, test } from 'vitest';
import { ProgressBoard } from '#server/jobs/progress.ts';

const ID = '2d3f0d0e-6a52-4a0e-9b62-0d6f4f6d9b11';
const UNKNOWN = { stage: 'unknown', share: null };

test('work is told while it runs, to its own identity, and forgotten when it ends', async () => {
  const board = new ProgressBoard();
  expect(board.read('entry', ID)).toEqual(UNKNOWN);
  const answer = await board.follow('entry', ID, async (tell) => {
    expect(board.read('entry', ID)).toEqual(UNKNOWN);
    tell('reading');
    expect(board.read('entry', ID)).toEqual({ stage: 'reading', share: null });
    tell('storing', 0.25);
    expect(board.read('entry', ID.toUpperCase())).toEqual({ stage: 'storing', share: 0.25 });
    expect(board.read('verifier', ID)).toEqual(UNKNOWN);
    tell('storing', 7);
    expect(board.read('entry', ID).share).toBe(1);
    return 5;
  });
  expect(answer).toBe(5);
  expect(board.read('entry', ID)).toEqual(UNKNOWN);
});

test('work that fails is forgotten too; work without an id is not noted', async () => {
  const board = new ProgressBoard();
  const failing = board.follow('entry', ID, async (tell) => {
    tell('matching', 0.5);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(board.read('entry', ID)).toEqual(UNKNOWN);
  await board.follow('entry', undefined, async (tell) => tell('reading', 0.1));
  expect(board.read('entry', ID)).toEqual(UNKNOWN);
});

test('of two pieces of work under one id, the end of the first does not hide the second', async () => {
  const board = new ProgressBoard();
  await board.follow('entry', ID, async (tellOuter) => {
    await board.follow('entry', ID, async (tell) => {
      tell('reading');
      tellOuter('storing', 0.5);
    });
    expect(board.read('entry', ID)).toEqual({ stage: 'storing', share: 0.5 });
  });
});

import { expect, test } from 'vitest';
import { groupsOf, jsonChunks, lazily } from '#server/db/chunks.ts';

test('groups hold every item once, in order', () => {
  expect([...groupsOf([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  expect([...groupsOf([1, 2], 2)]).toEqual([[1, 2]]);
  expect([...groupsOf([], 2)]).toEqual([]);
});

test('items are made only when their group is asked for', () => {
  const made: number[] = [];
  const groups = groupsOf(
    lazily([1, 2, 3, 4, 5], (item) => {
      made.push(item);
      return item * 10;
    }),
    2,
  );
  expect(groups.next().value).toEqual([10, 20]);
  expect(made).toEqual([1, 2]);
});

test('chunks of JSON hold every row, whatever its length', () => {
  const rows = Array.from({ length: 1000 }, (_, id) => ({ id, text: id % 300 === 0 ? 'x'.repeat(3_000_000) : '' }));
  const chunks = [...jsonChunks(rows)];
  expect(chunks.flatMap((chunk) => JSON.parse(chunk) as unknown[])).toEqual(rows);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(8_000_000);
});

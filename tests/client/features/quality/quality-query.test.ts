import { expect, test } from 'vitest';
import { withoutFinding } from '#client/features/quality/quality-query.ts';
import type { QualityReport } from '#geo/contract/quality.contract.ts';

test('what was merged is out of the pages at once, and other answers stay as they are', () => {
  const page = (keys: string[]) =>
    ({ findings: keys.map((key) => ({ key })), findingsTotal: 3 }) as unknown as QualityReport;
  const data = { pages: [page(['a', 'b']), page(['c'])], pageParams: [1, 2] };
  expect(withoutFinding('b')(data)).toEqual({
    pages: [
      { findings: [{ key: 'a' }], findingsTotal: 2 },
      { findings: [{ key: 'c' }], findingsTotal: 2 },
    ],
    pageParams: [1, 2],
  });
  expect(withoutFinding('x')(data)).toBe(data);
  expect(withoutFinding('a')(undefined)).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { leftOutOf } from '#client/features/data/left-out.ts';

describe('what a file could not hold', () => {
  it('is read from its header', () => {
    const said = [{ vi: 'GPX không có vùng.', en: 'GPX has no areas.' }];
    expect(leftOutOf(encodeURIComponent(JSON.stringify(said)))).toEqual(said);
  });

  it('is nothing where nothing, or nothing that can be read, is said', () => {
    for (const header of [null, '', 'x', '%', '{"vi":1}', encodeURIComponent('[{"vi":"a"}]')]) {
      expect(leftOutOf(header)).toEqual([]);
    }
  });
});

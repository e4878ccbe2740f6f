import { describe, expect, test } from 'vitest';
import { ApiError } from '#client/api/api-error.ts';
import { confirmRefusal, headingOf, offersOf, rowLabel, sampleColumns } from '#client/features/imports/import-state.ts';
import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('vi');
const preview = (good: number, badTotal: number) => ({ good, badTotal }) as ImportPreview;

describe('storing', () => {
  test('is open only when every row is good, there is one, and one may', () => {
    expect(confirmRefusal(preview(3, 0), true, words)).toBeUndefined();
    expect(confirmRefusal(preview(3, 2), true, words)).toBe(
      'Chưa lưu được: sửa 2 dòng có lỗi trong tệp rồi chọn lại tệp.',
    );
    expect(confirmRefusal(preview(0, 0), true, words)).toBe('Tệp không có dòng nào để lưu.');
    expect(confirmRefusal(preview(3, 0), false, words)).toBe('Vai này không được nhập tệp.');
  });
});

test('readings are offered when the file’s encoding was refused, and only then', () => {
  const sample = { vi: 'Có thể là TCVN3', en: 'May be TCVN3' };
  const error = (code: string, path: string) =>
    new ApiError(code, 422, { vi: '', en: '' }, { faults: [{ code, message: sample, place: { path } }] });
  expect(offersOf(error('file.encoding', 'encoding:tcvn3'))).toEqual([{ encoding: 'tcvn3', sample }]);
  expect(offersOf(error('file.empty', 'encoding:tcvn3'))).toEqual([]);
  expect(offersOf(error('file.encoding', 'file'))).toEqual([]);
});

test('a row of a CSV is also said as the line a spreadsheet shows; headings are words', () => {
  expect(rowLabel(2, 'csv', words)).toBe('2 (dòng 3 trong tệp)');
  expect(rowLabel(2, 'geojson', words)).toBe('2');
  expect(headingOf('lead', words)).toBe('Đơn vị chủ trì');
  expect(headingOf('Thời tiết', words)).toBe('Thời tiết');
});

test('empty columns of the sample are left out', () => {
  expect(
    sampleColumns([
      { a: '1', b: '' },
      { b: '', c: '2' },
    ]),
  ).toEqual(['a', 'c']);
});

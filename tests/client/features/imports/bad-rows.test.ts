import { expect, test } from 'vitest';
import { faultsAsCsv, faultyColumns, headingOf, rowLabel } from '#client/features/imports/bad-rows.ts';
import { rowGroups } from '#client/features/imports/row-groups.ts';
import { sampleTable } from '#client/features/imports/sample-table.ts';
import { wordsIn } from '../words.ts';
import { column, samplePreview } from './preview-sample.ts';

const words = wordsIn('vi');
const bad = (row: number, name: string, vi: string) => ({ row, column: name, code: 'x', message: { vi, en: vi } });

test('a row of a CSV is also said as the line a spreadsheet shows; headings are words', () => {
  expect(rowLabel(2, 'csv', words)).toBe('2 (dòng 3 trong tệp)');
  expect(rowLabel(2, 'geojson', words)).toBe('2');
  expect(headingOf('lead', words)).toBe('Đơn vị chủ trì');
  expect(headingOf('Thời tiết', words)).toBe('Thời tiết');
});

test('faults are counted by column, the commonest first', () => {
  expect(faultyColumns([bad(1, 'Ngày', ''), bad(2, 'Xã', ''), bad(3, 'Xã', '')])).toEqual([
    { column: 'Xã', faults: 2 },
    { column: 'Ngày', faults: 1 },
  ]);
});

test('the list of faults opens in a spreadsheet: lines, quotes, and nothing that would be computed', () => {
  const csv = faultsAsCsv(
    { format: 'csv', bad: [bad(2, 'lead', 'Thiếu “Đơn vị”; ghi "CA".'), bad(7, '=1+1', '-5 không phải km.')] },
    words,
  );
  expect(csv).toBe(
    '\uFEFFDòng;Dòng trong tệp;Cột;Lỗi\r\n' +
      '2;3;Đơn vị chủ trì;"Thiếu “Đơn vị”; ghi ""CA""."\r\n' +
      "7;8;'=1+1;'-5 không phải km.\r\n",
  );
});

test('what stops the storing comes first; the good rows are always there to see', () => {
  const names = (good: number, badTotal: number, waiting: number) =>
    rowGroups({ good, badTotal, waiting }).map(({ group }) => group);
  expect(names(3, 2, 1)).toEqual(['bad', 'waiting', 'good']);
  expect(names(0, 0, 5)).toEqual(['waiting', 'good']);
  expect(names(0, 0, 0)).toEqual(['good']);
});

test('the sample stands under what its columns mean, without what is empty or left out', () => {
  const preview = samplePreview({
    columns: [column('Ai làm', 'lead'), column('Trời', null), column('Bỏ trống', 'note')],
    sample: [
      { 'Ai làm': 'BP', Trời: 'mưa', 'Bỏ trống': '' },
      { 'Ai làm': 'CA', geometry: 'Point 105, 19' },
    ],
  });
  expect(sampleTable(preview, words)).toEqual({
    columns: [
      { key: 'Ai làm', title: 'Đơn vị chủ trì' },
      { key: 'geometry', title: 'Hình, tọa độ (lng, lat)' },
    ],
    rows: [
      ['BP', ''],
      ['CA', 'Point 105, 19'],
    ],
  });
});

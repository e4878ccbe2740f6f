import { expect, test } from 'vitest';
import {
  faultRowHeight,
  faultsAsCsv,
  faultsAsText,
  faultyColumns,
  headingOf,
  rowLabel,
} from '#client/features/imports/bad-rows.ts';
import { rowGroups } from '#client/features/imports/row-groups.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('vi');
const bad = (row: number, name: string, vi: string) => ({ row, column: name, code: 'x', message: { vi, en: vi } });

test('a row has the number that a spreadsheet shows beside it; headings are words', () => {
  expect(rowLabel(2, 'csv', words)).toBe('3');
  expect(rowLabel(1499, 'xlsx', words)).toBe('1.500');
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
    '\uFEFFDòng tệp;Cột;Lỗi\r\n' +
      '3;Đơn vị chủ trì;"Thiếu “Đơn vị”; ghi ""CA""."\r\n' +
      "8;'=1+1;'-5 không phải km.\r\n",
  );
});

test('the list of faults goes to the clipboard as cells', () => {
  expect(faultsAsText({ format: 'xlsx', bad: [bad(2, 'Xã', 'Không có.'), bad(7, '@x', 'Hai\ndòng')] }, words)).toBe(
    "Dòng tệp\tCột\tLỗi\n3\tXã\tKhông có.\n8\t'@x\tHai dòng",
  );
});

test('rows are as high as the longest fault needs', () => {
  expect(faultRowHeight([bad(1, 'Xã', 'Ngắn.')], words)).toBe(30);
  expect(faultRowHeight([bad(1, 'Xã', 'Ngắn.'), bad(2, 'Xã', 'Dài '.repeat(40))], words)).toBe(46);
  expect(faultRowHeight([bad(2, 'Xã', 'Dài '.repeat(200))], words)).toBe(78);
});

test('what stops the storing comes first; the good rows are always there to see', () => {
  const names = (good: number, badTotal: number, waiting: number) =>
    rowGroups({ good, badTotal, waiting }).map(({ group }) => group);
  expect(names(3, 2, 1)).toEqual(['bad', 'waiting', 'good']);
  expect(names(0, 0, 5)).toEqual(['waiting', 'good']);
  expect(names(0, 0, 0)).toEqual(['good']);
});

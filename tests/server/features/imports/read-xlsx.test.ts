import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readXlsx } from '#server/features/imports/read-xlsx.ts';

/** Workbooks written by LibreOffice from the .fods beside them. */
const tablesOf = (name: string) =>
  readXlsx(new Uint8Array(readFileSync(new URL(`../../../fixtures/imports-xlsx/${name}.xlsx`, import.meta.url))));
const cellsOf = (row: { cells: ReadonlyMap<string, string> }) => Object.fromEntries(row.cells);

test('titles above, a heading of two rows joined by merged cells, blank rows and columns, rich text', async () => {
  const [{ headers, rows }] = await tablesOf('merged-headings');
  expect(headers).toEqual([
    'STT',
    'Loại biện pháp',
    'Đơn vị / Chủ trì',
    'Đơn vị / Phối hợp',
    'Thời gian / Từ ngày',
    'Thời gian / Đến ngày',
    'Địa điểm / Tuyến',
    'Địa điểm / Từ km',
    'Địa điểm / Đến km',
    'Địa điểm / Xã, phường',
    'Ghi chú',
  ]);
  expect(rows.map(({ row }) => row)).toEqual([5, 7, 8, 9]);
  expect(cellsOf(rows[0])).toMatchObject({
    'Thời gian / Từ ngày': '2026-11-03',
    'Địa điểm / Từ km': 'Km 200+500',
    'Ghi chú': 'Tuần tra chung dọc tuyến',
  });
  expect(cellsOf(rows[1])).toMatchObject({ 'Thời gian / Từ ngày': '09/11/2026' });
});

test('several sheets in their order; the hidden one is said, not read', async () => {
  const tables = await tablesOf('several-sheets');
  expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Hướng dẫn', 1],
    ['Biện pháp', 2],
    ['Vụ việc', 1],
    ['Sheet5', 0],
  ]);
  expect(tables[1].remarks.map(({ vi }) => vi)).toEqual(['Trang ẩn “Nháp cũ” không được đọc.']);
});

test('days counted from 1904 are the days that were meant', async () => {
  const [{ rows, serialDates }] = await tablesOf('dates-1904');
  expect(serialDates).toBe('1904');
  expect(cellsOf(rows[0])).toMatchObject({ 'Từ ngày': '2026-11-03', 'Đến ngày': '2026-11-04' });
});

test('formulas and error values refuse their rows, named by column', async () => {
  const [{ rows }] = await tablesOf('formulas-and-errors');
  expect(rows.map(({ refused }) => [...(refused ?? [])].map(([column, { code }]) => `${column} ${code}`))).toEqual([
    [],
    ['Đến ngày file.hostile'],
    ['Xã field.malformed'],
    ['Ghi chú field.malformed'],
    ['Loại file.hostile'],
  ]);
});

test('numbers as numbers and as text; a number of three decimals is not taken for thousands', async () => {
  const [{ rows }] = await tablesOf('numbers');
  expect(cellsOf(rows[0])).toMatchObject({ Ngày: '46329', 'Kinh độ': '105.6922', 'Sai số (m)': '1234.5' });
  expect(cellsOf(rows[1])).toMatchObject({ 'Kinh độ': '105,6922', 'Sai số (m)': '1.2340', 'Số văn bản': '00415' });
});

import { expect, test } from 'vitest';
import { column, type ExportTable } from '#server/features/exports/export-table.ts';
import { renderCsv } from '#server/features/exports/render-csv.ts';
import { withGuard, withoutGuard } from '#server/features/imports/formula-cells.ts';

const table: ExportTable = {
  id: 't',
  title: { vi: 'Bảng', en: 'Table' },
  columns: [column('Tên', 'Name', 'text', 9), column('Số', 'Number', 'number', 9), column('Ngày', 'Day', 'day', 9)],
  rows: [
    ['a;b', 1234.5, '2026-11-23'],
    ['a,b', 1e-7, null],
    ['nói “chào” "x"', -0.25, '2026-01-02'],
    ['=1+1', 1 / 3, null],
  ],
};

test('Vietnamese: semicolons, decimal commas, dd/MM/yyyy', () => {
  expect(renderCsv(table, 'vi')).toBe(
    '\ufeffTên;Số;Ngày\r\n"a;b";1234,5;23/11/2026\r\n"a,b";0,0000001;\r\n"nói “chào” ""x""";-0,25;02/01/2026\r\n' +
      "'=1+1;0,3333333333333333;\r\n",
  );
});

test('English: commas, decimal points, ISO days', () => {
  expect(renderCsv(table, 'en')).toBe(
    '\ufeffName,Number,Day\r\n"a;b",1234.5,2026-11-23\r\n"a,b",0.0000001,\r\n"nói “chào” ""x""",-0.25,2026-01-02\r\n' +
      "'=1+1,0.3333333333333333,\r\n",
  );
});

test.each(['=cmd', '+1', '-1', '@sum', '\tx', '\rx', "'=cmd"])('%j is made harmless, and comes back', (text) => {
  expect(withGuard(text)).toBe(`'${text}`);
  expect(withoutGuard(withGuard(text))).toBe(text);
});
test.each(['Km 112+300', 'a=b', '', '≈ Km 1+000'])('%j stays', (text) => {
  expect(withGuard(text)).toBe(text);
  expect(withoutGuard(text)).toBe(text);
});

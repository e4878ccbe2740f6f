import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatOf } from '#server/features/imports/formats.ts';
import type { RawTable } from '#server/features/imports/raw-table.ts';
import { isNumbering } from '#server/features/imports/readers/sheet-heading.ts';
import { TableBuilder } from '#server/features/imports/readers/table-builder.ts';
import { readNumberFormats, readSharedStrings, readSheet } from '#server/features/imports/readers/sheet-xml.ts';

async function read(name: string): Promise<RawTable[]> {
  const bytes = readFileSync(new URL(`../../../../fixtures/imports-xlsx/${name}.xlsx`, import.meta.url));
  const format = formatOf(bytes, 'tệp không đuôi');
  expect(format.id).toBe('xlsx');
  return format.read(bytes, {});
}
const valuesOf = (table: RawTable, header: string) => table.rows.map(({ cells }) => cells.get(header));
const xml = (text: string) => Buffer.from(text);

test('headings in two merged rows are joined; titles above and blank rows between are no rows', async () => {
  const [table] = await read('merged-headings');
  expect(table.name).toBe('Biện pháp 2026');
  expect(table.headers).toEqual([
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
  expect(table.rows.map(({ row }) => row)).toEqual([5, 7, 8, 9]);
  expect(valuesOf(table, 'Thời gian / Từ ngày')).toEqual(['2026-11-03', '09/11/2026', '2026-11-12', '2026-11-13']);
  expect(table.rows[0].cells.get('Ghi chú')).toBe('Tuần tra chung dọc tuyến');
});

test('every visible sheet with a table is one; those left out are named', async () => {
  const tables = await read('several-sheets');
  expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Biện pháp', 2],
    ['Vụ việc', 1],
  ]);
  expect(tables[0].remarks.map(({ en }) => en).join()).toContain('Hướng dẫn, Nháp cũ');
  expect(valuesOf(tables[1], 'Ngày xảy ra')).toEqual(['2026-10-12']);
});

test('days counted from 1904 are the same days, and bare numbers keep the epoch', async () => {
  const [table] = await read('dates-1904');
  expect(table.serialDates).toBe('1904');
  expect(valuesOf(table, 'Từ ngày')).toEqual(['2026-11-03', '44867']);
  expect(valuesOf(table, 'Đến ngày')).toEqual(['2026-11-04', '05/11/2026']);
});

test('formulas are refused where they stand, whatever they come to', async () => {
  const [table] = await read('formulas-and-errors');
  const refused = table.rows.map((row) => [...(row.refused ?? [])].map(([header, { code }]) => [header, code]));
  expect(refused).toEqual([
    [],
    [['Đến ngày', 'file.hostile']],
    [['Xã', 'file.hostile']],
    [['Ghi chú', 'file.hostile']],
    [['Loại', 'file.hostile']],
  ]);
  expect(table.rows[4].cells.has('Loại')).toBe(false);
});

test('numbers are written in digits that can be read one way only; leading zeros stay', async () => {
  const [table] = await read('numbers');
  expect(table.serialDates).toBe('1900');
  expect(valuesOf(table, 'Ngày')).toEqual(['46329', '2026-11-05', '2026-11-05']);
  expect(valuesOf(table, 'Kinh độ')).toEqual(['105.6922', '105,6922', '105.6922']);
  expect(valuesOf(table, 'Sai số (m)')).toEqual(['1234.5', '1.2340', '200']);
  expect(valuesOf(table, 'Số văn bản').slice(0, 2)).toEqual(['00415', '00415']);
});

test('inline texts, errors without a formula, cells without an address', () => {
  const book = { strings: [], formats: [], epoch: '1900' } as const;
  const cells = '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c><c t="e"><v>#N/A</v></c>';
  const { rows } = readSheet(xml(`<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`), book);
  expect([...rows.get(1)!]).toEqual([
    [1, { text: 'ab', fault: undefined }],
    [2, { text: '#N/A', fault: 'error' }],
  ]);
  const far = '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>';
  expect(() => readSheet(xml(far), book)).toThrow(expect.objectContaining({ code: 'file.too_large' }));
  const missing = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>';
  expect(() => readSheet(xml(missing), book)).toThrow(expect.objectContaining({ code: 'file.unreadable' }));
});

test('rich texts lose their formatting and pronunciation; only formats with a day or year are days', () => {
  const rich = '<sst><si><r><t>Mường </t></r><r><t>Xén</t></r><rPh><t>x</t></rPh></si></sst>';
  expect(readSharedStrings(xml(rich))).toEqual(['Mường Xén']);
  const codes = ['General', 'dd/mm/yyyy', '0.00" d"', '[Red]0', 'hh:mm', '00000'];
  const formats = codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode='${code}'/>`).join('');
  const styles = [14, 21, ...codes.map((_, i) => 164 + i)].map((id) => `<xf numFmtId="${id}"/>`).join('');
  const found = readNumberFormats(xml(`<styleSheet>${formats}<cellXfs>${styles}</cellXfs></styleSheet>`));
  expect(found.map(({ kind }) => kind)).toEqual(['day', 'plain', 'plain', 'day', 'plain', 'plain', 'plain', 'zeros']);
});

test('a report’s form: title, numbering under the headings, merged cells over rows, zeros, percent, far columns', async () => {
  const [table] = await read('form-of-a-report');
  expect(table.headers).toEqual([
    ...['STT', 'Loại biện pháp', 'Đơn vị chủ trì', 'Từ ngày', 'Đến ngày', 'Tuyến', 'Từ km', 'Đến km', 'Bằng chứng'],
    ...['Số văn bản', 'Ghi chú', 'Tỷ lệ hoàn thành', 'Ghi chú #13', '#301'],
  ]);
  expect(table.rows.map(({ row }) => row)).toEqual([4, 5, 6]);
  expect(valuesOf(table, 'Đơn vị chủ trì')).toEqual(Array(3).fill('Bộ đội Biên phòng'));
  expect(valuesOf(table, 'Số văn bản')).toEqual(['00415', '00007', '1.10']);
  expect(valuesOf(table, 'Tỷ lệ hoàn thành')).toEqual(['0.25', '1', undefined]);
  expect(valuesOf(table, '#301')).toEqual([undefined, undefined, 'xa']);
  const remarks = table.remarks.map(({ en }) => en).join(' ');
  expect(remarks).toContain('merged over several data rows');
  expect(remarks).toContain('numbers the columns');
});

test.each([
  [['(1)', '(2)', '(3)'], true],
  [['A', 'B', '1', '2', '3'], true],
  [['1', '2', '3'], true],
  [['1', '2'], false],
  [['1', 'M02', '3'], false],
  [['2', '3', '4'], false],
  [['1', '2', '4'], false],
  [['(1)', '2026', '3'], false],
])('%j numbers columns: %j', (texts, expected) => {
  expect(isNumbering(new Map(texts.map((text, i) => [i + 1, { text }])))).toBe(expected);
});

test('a cell longer than any record is refused where it means something, else said', () => {
  const long = 'a'.repeat(20_001);
  const cells = [long, 'b'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  const sheet = `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`;
  const book = { strings: [], formats: [], epoch: '1900' } as const;
  expect([...readSheet(xml(sheet), book).rows.get(1)!.values()].map(({ fault }) => fault)).toEqual(['long', undefined]);
  const builder = new TableBuilder('');
  builder.add([
    ['note', long],
    ['coordTimes', long],
  ]);
  const { rows, remarks } = builder.finish(null);
  expect([...rows[0].refused!.keys()]).toEqual(['note']);
  expect(rows[0].cells.size).toBe(0);
  expect(remarks.map(({ en }) => en)).toEqual([
    'Column “coordTimes”: 1 cells longer than 20,000 characters were not read.',
  ]);
});

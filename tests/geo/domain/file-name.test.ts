import { describe, expect, it } from 'vitest';
import { cleanFileName, HIDDEN_FILE_NAME } from '#geo/domain/file-name.ts';
import { createPersonScanner } from '#geo/domain/person-patterns.ts';

const scan = createPersonScanner(['Kỳ Sơn', 'Nghệ An']);

describe('the name of a sent file', () => {
  it.each([
    ['biện pháp tháng 11.csv', 'biện pháp tháng 11.csv'],
    ['BC_Ky Son_Q3-2026.xlsx', 'BC_Ky Son_Q3-2026.xlsx'],
    ['C:\\Users\\x\\Desktop\\tuần tra.gpx', 'tuần tra.gpx'],
    ['../../etc/passwd', 'passwd'],
    ['tha\u0309o.csv', 'thảo.csv'],
    ['an\u202egpj.exe', 'angpj.exe'],
  ])('%s is kept as %s', (name, kept) => {
    expect(cleanFileName(name, scan)).toBe(kept);
  });

  it.each(['Nguyễn Văn An.xlsx', 'danh_sach_Nguyen_Van_An.xlsx', '0912345678.csv', 'TỐI MẬT.csv'])(
    '%s says too much: only its ending stays',
    (name) => {
      expect(cleanFileName(name, scan)).toBe(HIDDEN_FILE_NAME + name.slice(name.lastIndexOf('.')));
    },
  );

  it('of nothing but invisible characters, or too long, is one that can be shown', () => {
    expect(cleanFileName('\u202e\u0000.csv', scan)).toBe(`${HIDDEN_FILE_NAME}.csv`);
    expect(cleanFileName(`${'a'.repeat(500)}.csv`, scan)).toHaveLength(200);
  });
});

import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { afterAll, expect, it } from 'vitest';
import type { Figure } from '#geo/domain/coverage.ts';
import { UNIT_CLASS_TERMS } from '#geo/domain/glossary.ts';
import { figureAsRead, percentAsRead } from './support/figures-as-read.ts';
import { story } from './support/story.ts';

const dir = mkdtempSync(join(tmpdir(), 'trong-diem-export-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function save(page: Page, item: string): Promise<{ name: string; path: string }> {
  await page.getByRole('button', { name: 'Xuất số liệu', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  await download.saveAs(join(dir, name));
  return { name, path: join(dir, name) };
}

const DIVISOR = { route: 1000, area: 1e6, site: 1 };

story('export a file', ({ open, run }) => {
  it('gives the figures of API and panel to the digit, as CSV and as workbook', async () => {
    const result = await run();
    const page = await open('/');
    const panel = page.getByRole('complementary', { name: 'Bảng thông tin' });
    await panel
      .getByText(figureAsRead(result.classes[0].extent, 'route', 'extent').of)
      .first()
      .waitFor();
    const panelText = await panel.innerText();

    const csv = await save(page, 'Bảng CSV');
    expect(csv.name).toBe(`độ-bao-phủ-${result.period.id}.csv`);
    const bytes = await readFile(csv.path);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
    const number = (text: string) => Number(text.replace(',', '.'));
    const figureOf = (row: Record<string, string>, name: string, scale: number) => ({
      low: number(row[`${name}: n`]) * scale,
      total: number(row[`${name}: N`]) * scale,
      share: number(row[`${name}: tỷ lệ`]),
      highShare: number(row[`${name}: tỷ lệ cận trên`]),
    });
    const sameFigure = (row: Record<string, string>, name: string, figure: Figure, scale = 1) => {
      const read = figureOf(row, name, scale);
      // Ratios are the very doubles of the API; n/N went through a unit once.
      expect([read.share, read.highShare]).toEqual([figure.low / figure.total, figure.high / figure.total]);
      expect(read.low).toBeCloseTo(figure.low, 6);
      expect(read.total).toBeCloseTo(figure.total, 6);
      return percentAsRead(read);
    };

    const whole = rows.find((row) => row['Cấp'] === 'Chung')!;
    expect(panelText).toContain(sameFigure(whole, 'Tỷ lệ chính thức', result.pooledOfficial));
    for (const coverage of result.classes) {
      const row = rows.find(
        (item) => item['Cấp'] === 'Nhóm' && item['Nhóm'].startsWith(UNIT_CLASS_TERMS[coverage.unitClass].vi),
      )!;
      const scale = DIVISOR[coverage.unitClass];
      expect(panelText).toContain(sameFigure(row, 'Tỷ lệ chính thức', coverage.official));
      expect(panelText).toContain(sameFigure(row, 'Mức phủ', coverage.extent, scale));
      expect(panelText).toContain(sameFigure(row, 'Còn hiệu lực', coverage.fresh, scale));
      expect(panelText).toContain(sameFigure(row, 'Bình quân kỳ', coverage.periodMean, scale));
    }
    const members = rows.filter((row) => row['Cấp'] === 'Thành viên');
    expect(members.map((row) => row['Mã'])).toEqual(result.units.map(({ unitId }) => unitId));
    for (const [i, unit] of result.units.entries()) {
      sameFigure(members[i], 'Mức phủ', unit.extent, DIVISOR[unit.unitClass]);
    }
    expect(new Set(rows.map((row) => row['Mã lần tính'])).size).toBe(1);
    expect(rows.every((row) => row['Dữ liệu'] === 'dữ liệu mô phỏng')).toBe(true);

    const workbook = await save(page, 'Bảng tính Excel');
    const sheets = await readSheets(await readFile(workbook.path));
    const cells = sheets.flatMap(({ data }) => data.flat());
    const numbers = new Set(cells.filter((cell): cell is number => typeof cell === 'number'));
    const shares = result.classes.flatMap(({ official, extent, fresh, periodMean }) =>
      [official, extent, fresh, periodMean].map(({ low, total }) => low / total),
    );
    for (const share of [result.pooledOfficial.low / result.pooledOfficial.total, ...shares]) {
      expect(numbers).toContain(share);
    }
    for (const unit of result.units) expect(cells).toContain(unit.nameVi);
    for (const gap of result.gaps) expect(cells).toContain(gap.labelVi);
    expect(cells.some((cell) => String(cell).includes(result.id))).toBe(true);
  });
});

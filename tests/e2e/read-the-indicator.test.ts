import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PeriodList } from '#geo/contract/system.contract.ts';
import type { IndicatorRun, UnitClass } from '#geo/domain/coverage.ts';
import { FIGURE_NAMES, figureAsRead, percentAsRead } from './support/figures-as-read.ts';
import { story } from './support/story.ts';

const CLASS_NAMES: Record<UnitClass, string> = { route: 'Tuyến', area: 'Địa bàn', site: 'Khu vực' };
const LABELS = (unitClass: UnitClass) => ({
  official: 'Chính thức',
  extent: { route: 'Độ dài', area: 'Diện tích', site: 'Có mặt' }[unitClass],
  fresh: 'Còn hiệu lực',
  periodMean: 'Bình quân kỳ',
});

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Bảng thông tin' });
const pooled = (page: Page) => inspector(page).getByRole('region', { name: 'Chính thức', exact: true });
const pooledOf = ({ low, total }: IndicatorRun['pooledOfficial']) => `${low}/${total} tuyến, địa bàn, khu vực`;

story('read the indicator', ({ open, run, api }) => {
  it('stands on the first page, labelled as simulated, to the digit of the API', async () => {
    const page = await open('/');
    await page.getByRole('note').getByText('Dữ liệu mô phỏng').waitFor();
    const { pooledOfficial, classes, policy } = await run();
    await pooled(page).getByText(pooledOf(pooledOfficial)).waitFor();
    const text = await pooled(page).innerText();
    expect(text).toContain(percentAsRead(pooledOfficial));
    expect(text).toContain(`nhiều nhất ${percentAsRead({ ...pooledOfficial, low: pooledOfficial.high })}`);
    expect(text).toMatch(/Mục tiêu 100\s%/);
    // Covert work is never entered: the page says that its figure is a lower bound.
    expect(text).toContain('mức thấp nhất của thực tế');
    expect(await inspector(page).innerText()).toContain(`Quy ước ${policy.version}`);

    for (const coverage of classes) {
      const region = inspector(page).getByRole('region', { name: CLASS_NAMES[coverage.unitClass], exact: true });
      const classText = (await region.innerText()).replaceAll('\n', ' ');
      const labels = LABELS(coverage.unitClass);
      for (const name of FIGURE_NAMES) {
        const { percent, of } = figureAsRead(coverage[name], coverage.unitClass, name);
        const bar = region.getByRole('img', { name: new RegExp(`^${labels[name]}: `) });
        expect(await bar.getAttribute('aria-label')).toContain(`${labels[name]}: ${percent} · ${of}`);
        expect(classText).toContain(`${labels[name]} ${percent} ${of}`);
      }
      if (coverage.openClasses.length > 0) expect(classText).toContain('chưa đăng ký');
    }
    expect(classes.some(({ openClasses }) => openClasses.length > 0)).toBe(true);
  });

  it('follows the period chosen, in the address too, and the back button returns', async () => {
    const { items, defaultId } = await api<PeriodList>('/api/periods');
    const first = items.find(({ id }) => id === defaultId)!;
    const other = items.find(({ kind, untilOn }) => kind === 'plan-half-year' && untilOn === '2025-12-15')!;
    const page = await open('/');
    const before = (await run()).pooledOfficial;
    await pooled(page).getByText(pooledOf(before)).waitFor();

    await page.getByRole('button', { name: `Kỳ báo cáo: ${first.labelVi}` }).click();
    await page.getByRole('button', { name: other.labelVi }).click();
    const after = await run(other.id);
    // The story needs two different figures.
    expect(after.classes[0].extent.low).not.toBe((await run()).classes[0].extent.low);
    const routes = inspector(page).getByRole('region', { name: 'Tuyến', exact: true });
    await routes.getByText(figureAsRead(after.classes[0].extent, 'route', 'extent').of).waitFor();
    expect(await pooled(page).innerText()).toContain(pooledOf(after.pooledOfficial));
    expect(new URL(page.url()).searchParams.get('period')).toBe(other.id);

    await page.goBack();
    await page.getByRole('button', { name: `Kỳ báo cáo: ${first.labelVi}` }).waitFor();
    await pooled(page).getByText(pooledOf(before)).waitFor();
    expect(new URL(page.url()).searchParams.get('period')).toBeNull();
  });
});

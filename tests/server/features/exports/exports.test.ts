import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Figure, IndicatorRun, UnitCoverage } from '#geo/domain/coverage.ts';
import { periodLabel } from '#geo/domain/period-label.ts';
import { formatKm } from '#geo/network/linear-referencing.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { SMALL_PERIOD, storeSmallYear } from '#tests/support/small-year.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const exported = (t: TestServer, format: string, lang = 'vi') =>
  t.request(`/api/exports/coverage.${format}?period=${SMALL_PERIOD}&lang=${lang}`);
const runOf = async (t: TestServer): Promise<IndicatorRun> =>
  (await t.request(`/api/indicators/1?period=${SMALL_PERIOD}`)).body;
const CLASSES = {
  vi: { route: 'Tuyến', area: 'Địa bàn', site: 'Khu vực' },
  en: { route: 'Routes', area: 'Areas', site: 'Sites' },
};
const DIVISOR = { route: 1000, area: 1_000_000, site: 1 };
const shareOf = (part: number, { total }: Figure) => (total === 0 ? null : part / total);
/** n, at most, N and their shares, in the units of the file. */
const cellsOf = (figure: Figure, divisor: number) => [
  figure.low / divisor,
  figure.high / divisor,
  figure.total / divisor,
  shareOf(figure.low, figure),
  shareOf(figure.high, figure),
];
const cellsOfUnit = (unit: UnitCoverage) => [
  ...cellsOf(unit.official, 1),
  ...(['extent', 'fresh', 'periodMean'] as const).flatMap((name) => cellsOf(unit[name], DIVISOR[unit.unitClass])),
];
const texts: Record<string, string[]> = {};

describeOnBothEngines(
  'exports of coverage',
  (t) => {
    test.each(['vi', 'en'] as const)('CSV (%s): every figure as the API has it, to the digit', async (lang) => {
      const answer = await exported(t, 'csv', lang);
      const run = await runOf(t);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toContain(
        encodeURIComponent(lang === 'vi' ? 'độ-bao-phủ' : 'coverage'),
      );
      expect([...answer.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const text = new TextDecoder().decode(answer.bytes);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const [head, ...rows]: string[][] = parse(text, { delimiter: lang === 'vi' ? ';' : ',', bom: true });
      expect(rows).toHaveLength(1 + run.classes.length + run.units.length);
      const numberOf = (cell: string) => (cell === '' ? null : Number(lang === 'vi' ? cell.replace(',', '.') : cell));
      const figures = (row: string[]) => row.slice(6, 26).map(numberOf);
      const blank = Array(15).fill(null);
      const communes = (row: string[]) => row.slice(26, 31).map(numberOf);
      const noCommunes = Array(5).fill(null);
      expect(figures(rows[0])).toEqual([...cellsOf(run.pooledOfficial, 1), ...blank]);
      for (const unit of run.units) {
        const row = rows.find((r) => r[3] === unit.unitId)!;
        expect(figures(row)).toEqual(cellsOfUnit(unit));
        expect(communes(row)).toEqual(unit.communes ? cellsOf(unit.communes, 1) : noCommunes);
        expect(row[1]).toBe(CLASSES[lang][unit.unitClass]);
        expect(row[4]).toBe(lang === 'vi' ? unit.nameVi : unit.nameEn);
      }
      run.classes.forEach(({ communes: figure }, i) => {
        expect(communes(rows[1 + i])).toEqual(figure ? cellsOf(figure, 1) : noCommunes);
      });
      expect(run.classes.some(({ communes: figure }) => figure)).toBe(true);
      expect(head).toContain(lang === 'vi' ? 'Xã, phường có biện pháp: n' : 'Communes touched: n');
      if (lang === 'vi') {
        expect(head).toEqual(expect.arrayContaining(['Bình quân kỳ: n', 'Quy ước tính', 'Đơn vị chịu trách nhiệm']));
      }
      // What the figures rest on stands in every row.
      for (const row of rows) {
        expect(row.at(head.indexOf(lang === 'vi' ? 'Mã lần tính' : 'Run'))).toBe(run.id);
        expect(row.at(-1)).toBe(lang === 'vi' ? 'dữ liệu mô phỏng' : 'simulated data');
      }
      (texts[`csv-${lang}`] ??= []).push(text.replaceAll(run.id, ''));
    });

    test.each(['vi', 'en'] as const)('XLSX (%s): sheets, real numbers and dates, the same digits', async (lang) => {
      const answer = await exported(t, 'xlsx', lang);
      const run = await runOf(t);
      const sheets = await readXlsxFile(Buffer.from(answer.bytes));
      expect(sheets.map(({ sheet }) => sheet)).toEqual(
        lang === 'vi'
          ? ['Tổng hợp', 'Tuyến', 'Địa bàn', 'Khu vực', 'Khoảng trống', 'Nguồn']
          : ['Summary', 'Routes', 'Areas', 'Sites', 'Gaps', 'Source'],
      );
      const [summary, routes, areas, sites, gaps, source] = sheets.map(({ data }) => data);
      for (const data of [summary, routes, areas, sites, gaps, source]) {
        expect(String(data[2][0])).toContain(lang === 'vi' ? 'dữ liệu mô phỏng' : 'simulated data');
        expect(String(data[2][0])).toContain(run.id);
      }
      expect(summary[5].slice(2, 7)).toEqual(cellsOf(run.pooledOfficial, 1));
      for (const [unitClass, data] of [
        ['route', routes],
        ['area', areas],
        ['site', sites],
      ] as const) {
        const units = run.units.filter((unit) => unit.unitClass === unitClass);
        expect(data).toHaveLength(5 + units.length);
        for (const unit of units) {
          const row = data.find(([id]) => id === unit.unitId)!;
          expect(row.slice(3, 23)).toEqual(cellsOfUnit(unit));
          expect(row.find((cell) => cell instanceof Date) ?? null).toEqual(
            unit.lastMeasure ? new Date(`${unit.lastMeasure.lastOn}T00:00:00Z`) : null,
          );
        }
      }
      expect(gaps).toHaveLength(5 + run.gaps.length);
      gaps.slice(5).forEach((row, i) => {
        const gap = run.gaps[i];
        expect(row[4]).toBe(lang === 'vi' ? gap.labelVi : gap.labelEn);
        expect(row.slice(7, 9)).toEqual([gap.fromM, gap.toM]);
        expect(row[9]).toBe(gap.sizeM / DIVISOR[gap.unitClass]);
        if (gap.fromM === null) return;
        // The posts beside the label are those of the label, not the distance along the route.
        const step = gap.labelVi.startsWith('≈') ? 100 : 1;
        const posts = row.slice(5, 7).map((km) => formatKm(Number(km), step));
        expect(gap.labelVi.replace('≈ ', '')).toBe(posts[0] === posts[1] ? posts[0] : posts.join(' – '));
      });
      const values = new Map(source.slice(5).map(([item, value]) => [item, value]));
      expect(values.get(lang === 'vi' ? 'Mã lần tính' : 'Run')).toBe(run.id);
      const vi = lang === 'vi';
      expect(values.get(vi ? 'Từ ngày' : 'First day')).toEqual(new Date(`${run.period.fromOn}T00:00:00Z`));
      expect(values.get(vi ? 'Kỳ' : 'Period')).toBe(periodLabel(run.period, lang));
      expect(values.get(vi ? 'Tính lúc' : 'Computed at')).toMatch(
        vi ? /^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2} \(giờ Việt Nam\)$/ : /\d{2}:\d{2} \(Vietnam time\)$/,
      );
      expect(values.get(vi ? 'Còn hiệu lực tính đến' : 'Fresh as of')).toMatch(
        vi ? /^hết ngày \d{2}\/\d{2}\/\d{4}$/ : /^the end of /,
      );
      expect(values.get(vi ? 'Loại biện pháp được tính' : 'Types counted')).toContain(
        vi ? 'M02 Tuần tra, kiểm soát' : 'M02 Patrol and control',
      );
      if (vi) expect(values.get('Trọng số bằng chứng')).toContain('E0 Lời báo: 0,25');
      expect(values.get(lang === 'vi' ? '– được tính' : '– counted')).toBe(run.inputs.counted);
    });

    test('GeoJSON: pieces, gaps, areas and sites with the figures of the API', async () => {
      const run = await runOf(t);
      const collection = JSON.parse((await exported(t, 'geojson')).text);
      expect(collection.run).toMatchObject({
        id: run.id,
        data: 'dữ liệu mô phỏng',
        policyVersion: 'v1',
        inputs: run.inputs,
      });
      const of = (kind: string) => collection.features.filter((f: any) => f.properties.feature === kind);
      const { routes } = (await t.request(`/api/indicators/1/runs/${run.id}/routes`)).body;
      expect(of('route-piece')).toHaveLength(routes.flatMap((r: any) => r.pieces).length);
      expect(of('area')).toHaveLength(12);
      expect(of('site')).toHaveLength(5);
      expect(of('route')).toHaveLength(6);
      expect(of('gap').length + of('unpositioned').length).toBe(run.gaps.filter((gap) => gap.fromM !== null).length);
      for (const { properties } of [...of('gap'), ...of('unpositioned')]) {
        const gap = run.gaps.find(({ id }) => id === properties.id)!;
        expect([properties.fromM, properties.toM]).toEqual([gap.fromM, gap.toM]);
        expect(properties.label).toContain(formatKm(properties.fromKm, properties.label.startsWith('≈') ? 100 : 1));
      }
      for (const { properties } of [...of('route'), ...of('area'), ...of('site')]) {
        const unit = run.units.find(({ unitId }) => unitId === properties.id)!;
        expect([properties.extentLow, properties.extentHigh, properties.extentTotal]).toEqual([
          unit.extent.low,
          unit.extent.high,
          unit.extent.total,
        ]);
        expect(properties.freshShare).toBe(shareOf(unit.fresh.low, unit.fresh));
      }
      (texts.geojson ??= []).push(JSON.stringify(collection.features));
    });

    test('no note or document number leaves', async () => {
      for (const format of ['csv', 'geojson']) {
        expect((await exported(t, format)).text).not.toMatch(/Tuần tra đêm|12\/KH-BCH/);
      }
      const sheets = await readXlsxFile(Buffer.from((await exported(t, 'xlsx')).bytes));
      expect(JSON.stringify(sheets)).not.toMatch(/Tuần tra đêm|12\/KH-BCH/);
    });

    test('who exported what is in the audit log', async () => {
      await exported(t, 'csv');
      const { items } = (await t.request('/api/audit?action=export.read', { as: 'verifier' })).body;
      expect(items[0]).toMatchObject({
        identityId: 'entry',
        subjectKind: 'indicator',
        detail: { format: 'csv', lang: 'vi' },
      });
    });

    test.each([
      ['/api/exports/coverage.csv', 422],
      ['/api/exports/coverage.csv?period=never', 422],
      [`/api/exports/coverage.xlsx?period=${SMALL_PERIOD}&lang=fr`, 422],
      [`/api/exports/coverage.pdf?period=${SMALL_PERIOD}`, 404],
    ])('%s: %i', async (path, status) => expect((await t.request(path)).status).toBe(status));

    test.runIf(process.env.TEST_DATABASE_URL)('both engines write the same files', () => {
      if (t.engine === 'embedded') return;
      for (const [embedded, postgis] of Object.values(texts)) expect(postgis).toBe(embedded);
      expect(Object.keys(texts).sort()).toEqual(['csv-en', 'csv-vi', 'geojson']);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeSmallYear(ctx);
    },
  },
);

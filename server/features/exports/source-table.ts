import type { IndicatorRun } from '#geo/domain/coverage.ts';
import type { Message } from '#geo/domain/errors.ts';
import {
  AGENCY_KIND_TERMS,
  CONTRIBUTION_TERMS,
  COVERAGE_TERMS,
  EVIDENCE_TERMS,
  MEASURE_TYPE_TERMS,
  TERMS,
} from '#geo/domain/glossary.ts';
import { dayLabel, periodLabel } from '#geo/domain/period-label.ts';
import { dayOfInstant, lastDayOf } from '#geo/domain/period.ts';
import { column, DEMO_LABEL, REAL_LABEL, type ExportCell, type ExportTable, type Lang } from './export-table.ts';
import { instantLabel, measureTypeName, namedNumbers } from './export-words.ts';

/** What the figures rest on: enough to recompute them. */
export function sourceTable(run: IndicatorRun, lang: Lang): ExportTable {
  const line = (vi: string, en: string, value: ExportCell): ExportCell[] => [lang === 'vi' ? vi : en, value];
  const named = (term: Message, value: ExportCell) => line(term.vi, term.en, value);
  const part = (term: Message, value: number) =>
    line(`– ${term.vi.toLowerCase()}`, `– ${term.en.toLowerCase()}`, value);
  const { policy, inputs } = run;
  const freshDay = dayLabel(dayOfInstant(Date.parse(run.freshAt) - 1), lang);
  return {
    id: 'source',
    title: { vi: 'Nguồn', en: 'Source' },
    columns: [column('Mục', 'Item', 'text', 40), column('Giá trị', 'Value', 'text', 60)],
    rows: [
      named(TERMS.Indicator, run.indicator),
      line('Phương pháp', 'Method', run.method),
      line('Dữ liệu', 'Data', dataLabel(run, lang)),
      named(TERMS.Period, periodLabel(run.period, lang)),
      line('Từ ngày', 'First day', { on: run.period.fromOn }),
      line('Đến hết ngày', 'Last day', { on: lastDayOf(run.period) }),
      line(
        `${COVERAGE_TERMS.fresh.vi} tính đến`,
        `${COVERAGE_TERMS.fresh.en} as of`,
        lang === 'vi' ? `hết ngày ${freshDay}` : `the end of ${freshDay}`,
      ),
      line('Mã lần tính', 'Run', run.id),
      named(COVERAGE_TERMS.computedAt, instantLabel(run.computedAt, lang)),
      named(COVERAGE_TERMS.registerVersion, run.registerVersion),
      line('Phiên bản dữ liệu', 'Data version', run.dataVersion),
      line(
        `${COVERAGE_TERMS.policy.vi} (giả định của hệ thống)`,
        `${COVERAGE_TERMS.policy.en} (assumptions of ours)`,
        policy.version,
      ),
      line(
        'Loại biện pháp được tính',
        'Types counted',
        policy.countedTypes.map((type) => measureTypeName(type, lang)).join('; '),
      ),
      line(
        'Lực lượng được tính',
        'Agencies counted',
        policy.countedAgencies.map((kind) => AGENCY_KIND_TERMS[kind][lang]).join('; '),
      ),
      line('Tầm với của tuyến (m)', 'Reach of routes (m)', policy.routeReachM),
      line('Tầm với của địa bàn (m)', 'Reach of areas (m)', policy.areaReachM),
      line('Bán kính khu vực (m)', 'Catchment of sites (m)', policy.siteCatchmentM),
      line('Bán kính cửa khẩu (m)', 'Catchment of gates (m)', policy.gateCatchmentM),
      line('Trọng số bằng chứng', 'Weights of evidence', namedNumbers(policy.evidenceWeight, EVIDENCE_TERMS, lang)),
      line('Chu kỳ bán rã (ngày)', 'Half-life (days)', namedNumbers(policy.halfLifeDays, MEASURE_TYPE_TERMS, lang)),
      line('Ngưỡng phủ của thành viên', 'Threshold of a member', policy.unitThreshold),
      line('Khoảng trống khi mức còn hiệu lực dưới', 'Gap where fresh coverage is below', policy.gapBelow),
      line('Biện pháp trong kỳ', 'Measures in the period', inputs.measures),
      part(CONTRIBUTION_TERMS.counted, inputs.counted),
      part(CONTRIBUTION_TERMS.pending, inputs.pending),
      part(CONTRIBUTION_TERMS['uncertain-place'], inputs.uncertainPlace),
      part(CONTRIBUTION_TERMS.planned, inputs.planned),
      line('– loại hoặc đơn vị không tính', '– not counted by the policy', inputs.notCounted),
      line('– mô phỏng', '– simulated', inputs.demo),
    ],
  };
}

export function dataLabel(run: IndicatorRun, lang: Lang): string {
  return (run.hasDemoData ? DEMO_LABEL : REAL_LABEL)[lang];
}

import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { dayOfInstant, lastDayOf } from '#geo/domain/period.ts';
import { column, DEMO_LABEL, REAL_LABEL, type ExportCell, type ExportTable, type Lang } from './export-table.ts';

/** What the figures rest on: enough to recompute them. */
export function sourceTable(run: IndicatorRun, lang: Lang): ExportTable {
  const line = (vi: string, en: string, value: ExportCell): ExportCell[] => [lang === 'vi' ? vi : en, value];
  const { policy, inputs } = run;
  return {
    id: 'source',
    title: { vi: 'Nguồn', en: 'Source' },
    columns: [column('Mục', 'Item', 'text', 40), column('Giá trị', 'Value', 'text', 60)],
    rows: [
      line('Chỉ tiêu', 'Indicator', run.indicator),
      line('Phương pháp', 'Method', run.method),
      line('Dữ liệu', 'Data', dataLabel(run, lang)),
      line('Kỳ', 'Period', run.period.id),
      line('Từ ngày', 'First day', run.period.fromOn),
      line('Đến hết ngày', 'Last day', lastDayOf(run.period)),
      line('“Còn hiệu lực” tính đến hết ngày', 'Fresh at the end of', dayOfInstant(Date.parse(run.freshAt) - 1)),
      line('Mã lần tính', 'Run', run.id),
      line('Tính lúc', 'Computed at', run.computedAt),
      line('Phiên bản danh mục', 'Register version', run.registerVersion),
      line('Phiên bản dữ liệu', 'Data version', run.dataVersion),
      line('Quy ước tính (giả định của hệ thống)', 'Policy (assumptions of ours)', policy.version),
      line('Loại biện pháp được tính', 'Types counted', policy.countedTypes.join(', ')),
      line('Lực lượng được tính', 'Agencies counted', policy.countedAgencies.join(', ')),
      line('Tầm với của tuyến (m)', 'Reach of routes (m)', policy.routeReachM),
      line('Tầm với của địa bàn (m)', 'Reach of areas (m)', policy.areaReachM),
      line('Bán kính khu vực (m)', 'Catchment of sites (m)', policy.siteCatchmentM),
      line('Bán kính cửa khẩu (m)', 'Catchment of gates (m)', policy.gateCatchmentM),
      line('Trọng số minh chứng', 'Weights of evidence', pairs(policy.evidenceWeight)),
      line('Chu kỳ bán rã (ngày)', 'Half-life (days)', pairs(policy.halfLifeDays)),
      line('Ngưỡng phủ của thành viên', 'Threshold of a member', policy.unitThreshold),
      line('Khoảng trống khi C dưới', 'Gap where C is below', policy.gapBelow),
      line('Khoảng trống dài ít nhất (m)', 'Shortest gap (m)', policy.gapMinLengthM),
      line('Biện pháp trong kỳ', 'Measures in the period', inputs.measures),
      line('– được tính', '– counted', inputs.counted),
      line('– chờ xác minh', '– pending', inputs.pending),
      line('– vị trí chưa chắc chắn', '– place uncertain', inputs.uncertainPlace),
      line('– dự kiến', '– planned', inputs.planned),
      line('– loại hoặc đơn vị không tính', '– not counted by the policy', inputs.notCounted),
      line('– mô phỏng', '– simulated', inputs.demo),
    ],
  };
}

const pairs = (record: object) =>
  Object.entries(record)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');

export function dataLabel(run: IndicatorRun, lang: Lang): string {
  return (run.hasDemoData ? DEMO_LABEL : REAL_LABEL)[lang];
}

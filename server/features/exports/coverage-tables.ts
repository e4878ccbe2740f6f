import type { ClassCoverage, Figure, Gap, IndicatorRun, UnitClass, UnitCoverage } from '#geo/domain/coverage.ts';
import type { Message } from '#geo/domain/errors.ts';
import { column, type ExportCell, type ExportColumn, type ExportTable, type Lang } from './export-table.ts';

/** Names that a run does not carry. */
export interface ExportNames {
  orgUnit: (id: string) => string;
  commune: (id: string) => string;
}

export const CLASS_NAMES: Record<UnitClass, Message> = {
  route: { vi: 'Tuyến', en: 'Routes' },
  area: { vi: 'Địa bàn', en: 'Areas' },
  site: { vi: 'Khu vực', en: 'Sites' },
};
/** Metres → km, m² → km², count as it is; the same division the panel shows. */
export const UNIT_SIZE: Record<UnitClass, { divisor: number; name: Message }> = {
  route: { divisor: 1000, name: { vi: 'km', en: 'km' } },
  area: { divisor: 1_000_000, name: { vi: 'km²', en: 'km²' } },
  site: { divisor: 1, name: { vi: 'khu vực', en: 'sites' } },
};
export const POOLED: Message = { vi: 'Cả ba lớp', en: 'All three classes' };

export const FIGURES = [
  ['official', { vi: 'Chính thức', en: 'Official' }],
  ['extent', { vi: 'Độ dài / diện tích', en: 'Length / extent' }],
  ['fresh', { vi: 'Còn hiệu lực', en: 'Fresh' }],
  ['periodMean', { vi: 'Trung bình kỳ', en: 'Period mean' }],
] as const;
type FigureName = (typeof FIGURES)[number][0];

/** n, the most it can be, N, and both as shares; a share of nothing is no figure. */
export function figureCells({ low, high, total }: Figure, divisor: number): ExportCell[] {
  const share = (part: number) => (total === 0 ? null : part / total);
  return [low / divisor, high / divisor, total / divisor, share(low), share(high)];
}

function figureColumns(name: Message): ExportColumn[] {
  const titled = (vi: string, en: string) => ({ vi: `${name.vi}: ${vi}`, en: `${name.en}: ${en}` });
  return [
    { header: titled('n', 'n'), kind: 'number', width: 12 },
    { header: titled('n cao nhất', 'n at most'), kind: 'number', width: 12 },
    { header: titled('N', 'N'), kind: 'number', width: 12 },
    { header: titled('tỷ lệ', 'share'), kind: 'share', width: 10 },
    { header: titled('tỷ lệ cao nhất', 'share at most'), kind: 'share', width: 10 },
  ];
}

/** The official number counts units; the others are in the class's own measure. */
export const divisorOf = (figure: FigureName, unitClass: UnitClass) =>
  figure === 'official' ? 1 : UNIT_SIZE[unitClass].divisor;

/** Pooled and per class, one figure a row, the causes of its upper bound apart. */
export function summaryTable(run: IndicatorRun, lang: Lang): ExportTable {
  const unitName: Message = { vi: 'thành viên', en: 'members' };
  const rowOf = (name: Message, figure: Message, value: Figure, divisor: number, unit: Message): ExportCell[] => [
    name[lang],
    figure[lang],
    ...figureCells(value, divisor),
    unit[lang],
    value.highByCause.place / divisor,
    value.highByCause.unverified / divisor,
    value.highByCause.unreported / divisor,
  ];
  const rows = [rowOf(POOLED, FIGURES[0][1], run.pooledOfficial, 1, unitName)];
  for (const coverage of run.classes) {
    for (const [id, name] of FIGURES) {
      const unit = id === 'official' ? unitName : UNIT_SIZE[coverage.unitClass].name;
      rows.push(rowOf(classLabel(coverage), name, coverage[id], divisorOf(id, coverage.unitClass), unit));
    }
    if (coverage.communes) {
      const communes: Message = { vi: 'Xã có biện pháp', en: 'Communes touched' };
      rows.push(rowOf(classLabel(coverage), communes, coverage.communes, 1, { vi: 'xã', en: 'communes' }));
    }
  }
  const cause = { vi: 'Thêm nếu', en: 'More if' };
  return {
    id: 'summary',
    title: { vi: 'Tổng hợp', en: 'Summary' },
    columns: [
      column('Lớp', 'Class', 'text', 30),
      column('Chỉ số', 'Figure', 'text', 20),
      column('n', 'n', 'number', 12),
      column('n cao nhất', 'n at most', 'number', 12),
      column('N', 'N', 'number', 12),
      column('Tỷ lệ', 'Share', 'share', 10),
      column('Tỷ lệ cao nhất', 'Share at most', 'share', 14),
      column('Đơn vị tính', 'Unit', 'text', 12),
      column(`${cause.vi} vị trí chưa chắc`, `${cause.en} place uncertain`, 'number', 20),
      column(`${cause.vi} chưa xác minh`, `${cause.en} unverified`, 'number', 20),
      column(`${cause.vi} chưa báo cáo`, `${cause.en} unreported`, 'number', 20),
    ],
    rows,
  };
}

/** Open classes without members are said beside the class they belong to. */
export function classLabel({ unitClass, openClasses }: ClassCoverage): Message {
  const { vi, en } = CLASS_NAMES[unitClass];
  if (openClasses.length === 0) return { vi, en };
  return {
    vi: `${vi} (lớp mở chưa đăng ký: ${openClasses.length})`,
    en: `${en} (open classes not registered: ${openClasses.length})`,
  };
}

export const UNIT_COLUMNS: ExportColumn[] = [
  column('Mã', 'Code', 'text', 16),
  column('Tên', 'Name', 'text', 30),
  column('Cơ quan phụ trách', 'Responsible agency', 'text', 28),
  ...FIGURES.flatMap(([, name]) => figureColumns(name)),
];
export const UNIT_TAIL: ExportColumn[] = [
  column('Số biện pháp', 'Measures', 'count', 12),
  column('Chờ xác minh', 'Pending', 'count', 12),
  column('Khoảng trống', 'Gaps', 'count', 12),
  column('Biện pháp gần nhất', 'Last measure', 'text', 16),
  column('Ngày gần nhất', 'Last on', 'day', 14),
  column('Chưa báo cáo', 'Not reported', 'text', 14),
];

export function unitCells(unit: UnitCoverage, names: ExportNames, lang: Lang): ExportCell[] {
  return [
    unit.unitId,
    lang === 'vi' ? unit.nameVi : unit.nameEn,
    names.orgUnit(unit.responsibleOrgUnitId),
    ...FIGURES.flatMap(([id]) => figureCells(unit[id], divisorOf(id, unit.unitClass))),
  ];
}

export function unitTail(unit: UnitCoverage, lang: Lang): ExportCell[] {
  const yes = { vi: 'có', en: 'yes' }[lang];
  return [
    unit.measureCount,
    unit.pendingCount,
    unit.gapCount,
    unit.lastMeasure?.type ?? null,
    unit.lastMeasure?.lastOn ?? null,
    unit.notReported ? yes : null,
  ];
}

/** Every unit of one class; lengths in km, areas in km². */
export function unitTable(run: IndicatorRun, unitClass: UnitClass, names: ExportNames, lang: Lang): ExportTable {
  const units = run.units.filter((unit) => unit.unitClass === unitClass);
  const extra: ExportColumn[] =
    unitClass === 'route'
      ? [column('Đoạn sơ đồ (km)', 'Schematic (km)', 'number', 14)]
      : unitClass === 'area'
        ? figureColumns({ vi: 'Xã', en: 'Communes' })
        : [];
  const extraCells = (unit: UnitCoverage): ExportCell[] => {
    if (unitClass === 'route') return [unit.schematicM / 1000];
    if (unitClass === 'area') return unit.communes ? figureCells(unit.communes, 1) : [null, null, null, null, null];
    return [];
  };
  return {
    id: unitClass,
    title: CLASS_NAMES[unitClass],
    columns: [...UNIT_COLUMNS, ...extra, ...UNIT_TAIL],
    rows: units.map((unit) => [...unitCells(unit, names, lang), ...extraCells(unit), ...unitTail(unit, lang)]),
  };
}

const GAP_KINDS: Record<Gap['kind'], Message> = {
  gap: { vi: 'Khoảng trống', en: 'Gap' },
  unpositioned: { vi: 'Chưa xác định vị trí', en: 'Position unknown' },
};

/** Where measures are missing; sizes in km for routes, km² for areas. */
export function gapTable(run: IndicatorRun, names: ExportNames, lang: Lang): ExportTable {
  return {
    id: 'gaps',
    title: { vi: 'Khoảng trống', en: 'Gaps' },
    columns: [
      column('Loại', 'Kind', 'text', 20),
      column('Lớp', 'Class', 'text', 12),
      column('Mã', 'Code', 'text', 16),
      column('Tên', 'Name', 'text', 26),
      column('Vị trí', 'Place', 'text', 34),
      column('Từ (km)', 'From (km)', 'number', 12),
      column('Đến (km)', 'To (km)', 'number', 12),
      column('Kích thước', 'Size', 'number', 12),
      column('Đơn vị tính', 'Unit', 'text', 10),
      column('Xã, phường', 'Communes', 'text', 40),
      column('Cơ quan phụ trách', 'Responsible agency', 'text', 28),
      column('Biện pháp gần nhất', 'Last measure', 'text', 16),
      column('Ngày gần nhất', 'Last on', 'day', 14),
    ],
    rows: run.gaps.map((gap) => [
      GAP_KINDS[gap.kind][lang],
      CLASS_NAMES[gap.unitClass][lang],
      gap.unitId,
      lang === 'vi' ? gap.unitNameVi : gap.unitNameEn,
      lang === 'vi' ? gap.labelVi : gap.labelEn,
      gap.fromM === null ? null : gap.fromM / 1000,
      gap.toM === null ? null : gap.toM / 1000,
      gap.sizeM / UNIT_SIZE[gap.unitClass].divisor,
      UNIT_SIZE[gap.unitClass].name[lang],
      gap.communeIds.map(names.commune).join('; '),
      names.orgUnit(gap.responsibleOrgUnitId),
      gap.lastMeasure?.type ?? null,
      gap.lastMeasure?.lastOn ?? null,
    ]),
  };
}

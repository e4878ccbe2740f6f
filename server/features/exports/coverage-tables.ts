import type { ClassCoverage, Figure, Gap, IndicatorRun, UnitClass, UnitCoverage } from '#geo/domain/coverage.ts';
import type { Message } from '#geo/domain/errors.ts';
import { CONTRIBUTION_TERMS, COVERAGE_TERMS, TERMS, UNIT_CLASS_TERMS } from '#geo/domain/glossary.ts';
import type { Route } from '#geo/domain/route.ts';
import { measureTypeName, postOf } from './export-words.ts';
import { column, termColumn, type ExportCell, type ExportColumn, type ExportTable, type Lang } from './export-table.ts';

/** Names that a run does not carry. */
export interface ExportNames {
  orgUnit: (id: string) => string;
  commune: (id: string) => string;
  route: (id: string) => Route;
}

export const CLASS_NAMES: Record<UnitClass, Message> = UNIT_CLASS_TERMS;
/** Metres → km, m² → km², count as it is; the same division the panel shows. */
export const UNIT_SIZE: Record<UnitClass, { divisor: number; name: Message }> = {
  route: { divisor: 1000, name: { vi: 'km', en: 'km' } },
  area: { divisor: 1_000_000, name: { vi: 'km²', en: 'km²' } },
  site: { divisor: 1, name: { vi: 'khu vực', en: 'sites' } },
};
export const POOLED: Message = COVERAGE_TERMS.pooled;

export const FIGURES = [
  ['official', COVERAGE_TERMS.official],
  ['extent', COVERAGE_TERMS.extent],
  ['fresh', COVERAGE_TERMS.fresh],
  ['periodMean', COVERAGE_TERMS.periodMean],
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
    { header: titled('n cận trên', 'n at most'), kind: 'number', width: 12 },
    { header: titled('N', 'N'), kind: 'number', width: 12 },
    { header: titled('tỷ lệ', 'share'), kind: 'share', width: 10 },
    { header: titled('tỷ lệ cận trên', 'share at most'), kind: 'share', width: 10 },
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
      rows.push(
        rowOf(classLabel(coverage), COVERAGE_TERMS.communesTouched, coverage.communes, 1, { vi: 'xã', en: 'communes' }),
      );
    }
  }
  const cause = ({ vi, en }: Message) => {
    const first = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
    return column(`Cận trên thêm ${first(vi)}`, `More ${first(en)}`, 'number', 20);
  };
  return {
    id: 'summary',
    title: { vi: 'Tổng hợp', en: 'Summary' },
    columns: [
      column('Nhóm', 'Class', 'text', 30),
      column('Chỉ số', 'Figure', 'text', 20),
      column('n', 'n', 'number', 12),
      column('n cận trên', 'n at most', 'number', 12),
      column('N', 'N', 'number', 12),
      column('Tỷ lệ', 'Share', 'share', 10),
      column('Tỷ lệ cận trên', 'Share at most', 'share', 14),
      column('Đơn vị tính', 'Unit', 'text', 12),
      cause(COVERAGE_TERMS.causePlace),
      cause(COVERAGE_TERMS.causeUnverified),
      cause(COVERAGE_TERMS.causeUnreported),
    ],
    rows,
  };
}

/** Open classes without members are said beside the class they belong to. */
export function classLabel({ unitClass, openClasses }: ClassCoverage): Message {
  const { vi, en } = CLASS_NAMES[unitClass];
  if (openClasses.length === 0) return { vi, en };
  return {
    vi: `${vi} (nhóm mở chưa đăng ký: ${openClasses.length})`,
    en: `${en} (open classes not registered: ${openClasses.length})`,
  };
}

export const UNIT_COLUMNS: ExportColumn[] = [
  column('Mã', 'Code', 'text', 16),
  column('Tên', 'Name', 'text', 30),
  termColumn(COVERAGE_TERMS.responsible, 'text', 28),
  ...FIGURES.flatMap(([, name]) => figureColumns(name)),
];
/** Communes with a measure, n of N: for areas and their class, blank for others. */
export const COMMUNE_COLUMNS: ExportColumn[] = figureColumns(COVERAGE_TERMS.communesTouched);
export const communeCells = (communes: Figure | null): ExportCell[] =>
  communes ? figureCells(communes, 1) : COMMUNE_COLUMNS.map(() => null);

export const UNIT_TAIL: ExportColumn[] = [
  column('Số biện pháp', 'Measures', 'count', 12),
  termColumn(CONTRIBUTION_TERMS.pending, 'count', 12),
  column(COVERAGE_TERMS.gap.vi, 'Gaps', 'count', 12),
  termColumn(COVERAGE_TERMS.lastMeasure, 'text', 30),
  column('Ngày gần nhất', 'Last on', 'day', 14),
  termColumn(COVERAGE_TERMS.notReported, 'text', 14),
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
    measureTypeName(unit.lastMeasure?.type, lang),
    unit.lastMeasure?.lastOn ?? null,
    unit.notReported ? yes : null,
  ];
}

/** Every unit of one class; lengths in km, areas in km². */
export function unitTable(run: IndicatorRun, unitClass: UnitClass, names: ExportNames, lang: Lang): ExportTable {
  const units = run.units.filter((unit) => unit.unitClass === unitClass);
  const extra: ExportColumn[] =
    unitClass === 'route'
      ? [column(`${COVERAGE_TERMS.schematic.vi} (km)`, `${COVERAGE_TERMS.schematic.en} (km)`, 'number', 14)]
      : unitClass === 'area'
        ? COMMUNE_COLUMNS
        : [];
  const extraCells = (unit: UnitCoverage): ExportCell[] => {
    if (unitClass === 'route') return [unit.schematicM / 1000];
    if (unitClass === 'area') return communeCells(unit.communes);
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
  gap: COVERAGE_TERMS.gap,
  unpositioned: COVERAGE_TERMS.unpositioned,
};

/** Where measures are missing; posts as the label says them, metres along the route beside; sizes in km or km². */
export function gapTable(run: IndicatorRun, names: ExportNames, lang: Lang): ExportTable {
  return {
    id: 'gaps',
    title: { vi: COVERAGE_TERMS.gap.vi, en: 'Gaps' },
    columns: [
      column('Loại', 'Kind', 'text', 20),
      column('Nhóm', 'Class', 'text', 12),
      column('Mã', 'Code', 'text', 16),
      column('Tên', 'Name', 'text', 26),
      column('Vị trí', 'Place', 'text', 34),
      column('Từ Km (lý trình)', 'From Km (post)', 'number', 12),
      column('Đến Km (lý trình)', 'To Km (post)', 'number', 12),
      column('Từ mét dọc tuyến', 'From metre along route', 'number', 14),
      column('Đến mét dọc tuyến', 'To metre along route', 'number', 14),
      column('Kích thước', 'Size', 'number', 12),
      column('Đơn vị tính', 'Unit', 'text', 10),
      termColumn({ vi: TERMS.Commune.vi, en: 'Communes' }, 'text', 40),
      termColumn(COVERAGE_TERMS.responsible, 'text', 28),
      termColumn(COVERAGE_TERMS.lastMeasure, 'text', 30),
      column('Ngày gần nhất', 'Last on', 'day', 14),
    ],
    rows: run.gaps.map((gap) => [
      GAP_KINDS[gap.kind][lang],
      CLASS_NAMES[gap.unitClass][lang],
      gap.unitId,
      lang === 'vi' ? gap.unitNameVi : gap.unitNameEn,
      lang === 'vi' ? gap.labelVi : gap.labelEn,
      gap.fromM === null ? null : postOf(names.route(gap.unitId), gap.fromM),
      gap.toM === null ? null : postOf(names.route(gap.unitId), gap.toM),
      gap.fromM,
      gap.toM,
      gap.sizeM / UNIT_SIZE[gap.unitClass].divisor,
      UNIT_SIZE[gap.unitClass].name[lang],
      gap.communeIds.map(names.commune).join('; '),
      names.orgUnit(gap.responsibleOrgUnitId),
      measureTypeName(gap.lastMeasure?.type, lang),
      gap.lastMeasure?.lastOn ?? null,
    ]),
  };
}

import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { COVERAGE_TERMS } from '#geo/domain/glossary.ts';
import { periodLabel } from '#geo/domain/period-label.ts';
import { lastDayOf } from '#geo/domain/period.ts';
import {
  CLASS_NAMES,
  classLabel,
  COMMUNE_COLUMNS,
  communeCells,
  divisorOf,
  figureCells,
  FIGURES,
  POOLED,
  UNIT_COLUMNS,
  UNIT_SIZE,
  UNIT_TAIL,
  unitCells,
  unitTail,
  type ExportNames,
} from './coverage-tables.ts';
import { column, termColumn, type ExportCell, type ExportTable, type Lang } from './export-table.ts';
import { dataLabel } from './source-table.ts';

/**
 * Everything of a run in one table for CSV: pooled, classes, then units; what
 * the figures rest on stands in every row, as a CSV has no other place for it.
 */
export function flatTable(run: IndicatorRun, names: ExportNames, lang: Lang): ExportTable {
  const blank = Array<ExportCell>(15).fill(null);
  const level = {
    pooled: { vi: 'Chung', en: 'Pooled' },
    class: { vi: 'Nhóm', en: 'Class' },
    unit: { vi: 'Thành viên', en: 'Member' },
  };
  const origin: ExportCell[] = [
    periodLabel(run.period, lang),
    run.period.fromOn,
    lastDayOf(run.period),
    run.id,
    run.policy.version,
    dataLabel(run, lang),
  ];
  const tail = Array<ExportCell>(UNIT_TAIL.length).fill(null);
  return {
    id: 'coverage',
    title: { vi: 'Độ bao phủ', en: 'Coverage' },
    columns: [
      column('Cấp', 'Level', 'text', 12),
      column('Nhóm', 'Class', 'text', 12),
      column('Đơn vị tính', 'Unit', 'text', 12),
      ...UNIT_COLUMNS,
      ...COMMUNE_COLUMNS,
      ...UNIT_TAIL,
      column('Kỳ', 'Period', 'text', 40),
      column('Từ ngày', 'First day', 'day', 12),
      column('Đến hết ngày', 'Last day', 'day', 12),
      column('Mã lần tính', 'Run', 'text', 38),
      termColumn(COVERAGE_TERMS.policy, 'text', 10),
      column('Dữ liệu', 'Data', 'text', 18),
    ],
    rows: [
      [
        level.pooled[lang],
        null,
        null,
        null,
        POOLED[lang],
        null,
        ...figureCells(run.pooledOfficial, 1),
        ...blank,
        ...communeCells(null),
        ...tail,
        ...origin,
      ],
      ...run.classes.map((coverage) => [
        level.class[lang],
        CLASS_NAMES[coverage.unitClass][lang],
        UNIT_SIZE[coverage.unitClass].name[lang],
        null,
        classLabel(coverage)[lang],
        null,
        ...FIGURES.flatMap(([id]) => figureCells(coverage[id], divisorOf(id, coverage.unitClass))),
        ...communeCells(coverage.communes),
        ...tail,
        ...origin,
      ]),
      ...run.units.map((unit) => [
        level.unit[lang],
        CLASS_NAMES[unit.unitClass][lang],
        UNIT_SIZE[unit.unitClass].name[lang],
        ...unitCells(unit, names, lang),
        ...communeCells(unit.communes),
        ...unitTail(unit, lang),
        ...origin,
      ]),
    ],
  };
}

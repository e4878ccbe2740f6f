import {
  HOW_FOUND_TERMS,
  INCIDENT_TYPE_TERMS,
  MEASURE_STATUS_TERMS,
  ORIGIN_TERMS,
  UNIT_CLASS_TERMS,
  type Term,
} from '#geo/domain/glossary.ts';
import { dayLabel, periodLabel } from '#geo/domain/period-label.ts';
import { addDays } from '#geo/domain/period.ts';
import { instantLabel, measureTypeName } from '../exports/export-words.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { RecordQuery } from './record-exports.service.ts';

export interface ExportFacts {
  query: RecordQuery;
  register: RegisterSnapshot;
  /** Who exports. */
  orgUnitId: string;
  /** When, in ISO 8601. */
  at: string;
  count: number;
  /** How many of the records are simulated; of how many the place is reduced. */
  demo: number;
  masked: number;
}

/** What a file of records is, line by line: whoever finds it years later knows of which period and filter, and from whom. */
export function aboutExport({ query, register, orgUnitId, at, count, demo, masked }: ExportFacts): string[] {
  const { kind, lang } = query;
  const say = (vi: string, en: string) => (lang === 'vi' ? vi : en);
  const unitName = (id: string) => {
    const unit = register.orgUnitsById.get(id);
    return unit === undefined ? id : say(unit.nameVi, unit.nameEn);
  };
  const what = kind === 'measures' ? say('Biện pháp', 'Measures') : say('Vụ việc', 'Incidents');
  const origin =
    demo === 0
      ? say('không có bản ghi mô phỏng', 'none of the records is simulated')
      : demo === count
        ? say('DỮ LIỆU MÔ PHỎNG (tất cả bản ghi)', 'SIMULATED DATA (all records)')
        : say(
            `${demo} bản ghi mô phỏng, ghi “${ORIGIN_TERMS.demo.vi}” ở cột nguồn dữ liệu`,
            `${demo} records are simulated, marked “${ORIGIN_TERMS.demo.en}” in the column of origin`,
          );
  const filters = filtersOf(query, unitName);
  return [
    `${what}: ${say(`${count} bản ghi`, `${count} records`)}`,
    `${say('Kỳ', 'Period')}: ${daysOf(query)}`,
    `${say('Điều kiện lọc', 'Filters')}: ${filters.length > 0 ? filters.join('; ') : say('không', 'none')}`,
    `${say('Đơn vị xuất', 'Exported by')}: ${unitName(orgUnitId)}`,
    `${say('Lúc xuất', 'Exported at')}: ${instantLabel(at, lang)}`,
    `${say('Dữ liệu', 'Data')}: ${origin}`,
    ...(masked > 0
      ? [
          say(
            `${masked} bản ghi của đơn vị khác: vị trí đã giảm độ chính xác.`,
            `${masked} records of other agencies: their places are reduced.`,
          ),
        ]
      : []),
  ];
}

function daysOf({ period, from, until, lang }: RecordQuery): string {
  if (period !== undefined) return periodLabel(getPeriod(period), lang);
  const [first, last] = [from && dayLabel(from, lang), until && dayLabel(addDays(until, -1), lang)];
  if (first && last) return `${first} – ${last}`;
  if (first) return lang === 'vi' ? `từ ${first}` : `from ${first}`;
  if (last) return lang === 'vi' ? `đến hết ${last}` : `until ${last}`;
  return lang === 'vi' ? 'mọi thời gian' : 'all time';
}

function filtersOf(query: RecordQuery, unitName: (id: string) => string): string[] {
  const { lang, bbox, batch, orgUnit } = query;
  const named = <T extends string>(
    vi: string,
    en: string,
    values: readonly T[] | undefined,
    nameOf: (v: T) => string,
  ) => (values === undefined ? [] : [`${lang === 'vi' ? vi : en}: ${values.map(nameOf).join(', ')}`]);
  const byTerm =
    <T extends string>(terms: Record<T, Term>) =>
    (value: T) =>
      terms[value][lang];
  const ofKind =
    query.kind === 'measures'
      ? [
          ...named('loại', 'type', query.type, (type) => measureTypeName(type, lang)!),
          ...named('trạng thái', 'status', query.status, byTerm(MEASURE_STATUS_TERMS)),
          ...named('đơn vị', 'agency', orgUnit === undefined ? undefined : [orgUnit], unitName),
          ...named(
            'nhóm',
            'class',
            query.unitClass === undefined ? undefined : [query.unitClass],
            byTerm(UNIT_CLASS_TERMS),
          ),
        ]
      : [
          ...named('loại', 'type', query.type, byTerm(INCIDENT_TYPE_TERMS)),
          ...named('phát hiện qua', 'came to light', query.howFound, byTerm(HOW_FOUND_TERMS)),
          ...named('nơi tiếp nhận', 'reported to', orgUnit === undefined ? undefined : [orgUnit], unitName),
        ];
  return [
    ...ofKind,
    ...named('khung tọa độ', 'rectangle', bbox && [bbox.join(' ')], (text) => text),
    ...named('tệp đã nhập', 'imported file', batch && [batch], (id) => id),
  ];
}

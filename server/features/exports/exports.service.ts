import type { Message } from '#geo/domain/errors.ts';
import { COVERAGE_TERMS } from '#geo/domain/glossary.ts';
import type { Period } from '#geo/domain/period.ts';
import { periodLabel } from '#geo/domain/period-label.ts';
import type { AppContext } from '../../context.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { getIndicator1, getRunRoutes } from '../coverage/coverage.service.ts';
import { getRegisterFor } from '../register/register.service.ts';
import { renderCoverageGeojson } from './coverage-geojson.ts';
import { gapTable, summaryTable, unitTable, type ExportNames } from './coverage-tables.ts';
import type { Lang } from './export-table.ts';
import { flatTable } from './flat-table.ts';
import { renderCsv } from './render-csv.ts';
import { renderXlsx } from './render-xlsx.ts';
import { dataLabel, sourceTable } from './source-table.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'geojson';
export const EXPORT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
};

const TITLE: Message = {
  vi: 'Chỉ tiêu 1 – Độ bao phủ tuyến, địa bàn trọng điểm',
  en: 'Indicator 1 – Coverage of key routes and areas',
};
const FILE_NAME: Message = { vi: 'độ-bao-phủ', en: 'coverage' };

/**
 * The figures of a period as a file: the same run that the API and the panel
 * show. Who exported which run is audited.
 */
export async function renderExport(
  ctx: AppContext,
  identity: Identity,
  request: { format: ExportFormat; period: Period; lang: Lang },
  signal: AbortSignal,
): Promise<{ body: string | Uint8Array; fileName: string }> {
  const { format, period, lang } = request;
  const run = await getIndicator1(ctx, period, signal);
  const register = await getRegisterFor(ctx, ctx.db, run.period);
  const names: ExportNames = {
    orgUnit: (id) => {
      const unit = register.orgUnitsById.get(id);
      return (lang === 'vi' ? unit?.nameVi : unit?.nameEn) ?? id;
    },
    route: (id) => register.routesById.get(id)!,
    commune: (id) => register.communesById.get(id)?.nameVi ?? id,
  };
  await runInTransaction(ctx.db, (trx) =>
    recordAudit(ctx, trx, identity, {
      action: 'export.read',
      subjectKind: 'indicator',
      subjectId: run.id,
      detail: { format, period: period.id, lang },
    }),
  );
  const fileName = `${FILE_NAME[lang]}-${period.id}.${format}`;
  switch (format) {
    case 'csv':
      return { body: renderCsv(flatTable(run, names, lang), lang), fileName };
    case 'geojson':
      return { body: renderCoverageGeojson(run, await getRunRoutes(ctx.db, run.id), register, lang), fileName };
    case 'xlsx': {
      const tables = [
        summaryTable(run, lang),
        unitTable(run, 'route', names, lang),
        unitTable(run, 'area', names, lang),
        unitTable(run, 'site', names, lang),
        gapTable(run, names, lang),
        sourceTable(run, lang),
      ];
      const notes = [
        periodLabel(period, lang),
        `${dataLabel(run, lang)} · ${policyNote[lang]} ${run.policy.version} · ${run.id}`,
      ];
      return { body: await renderXlsx({ title: TITLE[lang], notes, tables }, lang), fileName };
    }
  }
}

const policyNote: Message = { vi: COVERAGE_TERMS.policy.vi.toLowerCase(), en: COVERAGE_TERMS.policy.en.toLowerCase() };

import type { Kysely } from 'kysely';
import type { ImportKind } from '#geo/contract/imports.contract.ts';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import {
  MAX_EXPORTED_RECORDS,
  type IncidentExportQuery,
  type MeasureExportQuery,
  type RecordExportFormat,
} from '#geo/contract/record-exports.contract.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { partsOf } from '#geo/domain/place-rules.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getDataVersion } from '../../db/meta.sql.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { incidentGeometry } from '../incidents/incident-row.ts';
import { listIncidents } from '../incidents/incidents.service.ts';
import { geometryOf } from '../measures/measure-row.ts';
import { listMeasures } from '../measures/measures.service.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { aboutExport, type ExportFacts } from './about-export.ts';
import { CellWriter } from './record-cells.ts';
import { recordColumns } from './record-columns.ts';
import type { RecordTable, WrittenFile } from './record-table.ts';

/** Records read in one go; the connection is free for others in between. */
const PAGE_SIZE = 4000;
/** As many positions as our own import reads of one file. */
const MAX_POSITIONS = 2_000_000;
/** How often an export begins anew because records changed while it was read. */
const ATTEMPTS = 3;
const IMPORT_LIMIT_BYTES = 20 * 1024 * 1024;

export type RecordQuery = ({ kind: 'measures' } & MeasureExportQuery) | ({ kind: 'incidents' } & IncidentExportQuery);

export interface RecordExport {
  body: string | Uint8Array;
  fileName: string;
  count: number;
  leftOut: Message[];
}

/**
 * The records of a list as one file, each as the identity may see it: the list
 * itself is read page by page, with its masks, its bands and its audit lines,
 * and who exported how many by which filter is audited besides.
 * @throws DomainError period.*, file.too_many_rows, file.too_large where no import would read the file, conflict.state
 */
export async function exportRecords(
  ctx: AppContext,
  identity: Identity,
  format: RecordExportFormat,
  query: RecordQuery,
  signal: AbortSignal,
): Promise<RecordExport> {
  const { table, leftOut } = await gather(ctx, identity, format, query, signal);
  const written = await ctx.jobs.run<WrittenFile>('write-records', { format, table }, { signal });
  const { kind, lang, ...filter } = query;
  await runInTransaction(ctx.db, (trx) =>
    recordAudit(ctx, trx, identity, {
      action: 'export.read',
      subjectKind: kind === 'measures' ? 'measure' : 'incident',
      subjectCount: table.rows.length,
      detail: { format, lang, ...filter },
    }),
  );
  const all = [...leftOut, ...written.leftOut, ...tooBigAgain(written.body)];
  const name = FILE_NAMES[kind][lang];
  const on = dayOfInstant(ctx.now());
  return {
    body: written.body,
    fileName: `${name}-${on}.${format === 'shp' ? 'shp.zip' : format}`,
    count: table.rows.length,
    leftOut: all,
  };
}

const FILE_NAMES: Record<ImportKind, Message> = {
  measures: { vi: 'biện-pháp', en: 'measures' },
  incidents: { vi: 'vụ-việc', en: 'incidents' },
};

/** All pages of one state of the records. */
async function gather(
  ctx: AppContext,
  identity: Identity,
  format: RecordExportFormat,
  query: RecordQuery,
  signal: AbortSignal,
): Promise<{ table: RecordTable; leftOut: Message[] }> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await getDataVersion(ctx.db);
    const gatherer = new Gatherer(await getRegister(ctx, ctx.db), format, query);
    for (let page = 1; ; page++) {
      signal.throwIfAborted();
      const { items, total } = await runInTransaction(ctx.db, (trx) => pageOf(ctx, trx, identity, query, page));
      if (total > MAX_EXPORTED_RECORDS) throw tooMany(total);
      gatherer.add(items);
      if (items.length < PAGE_SIZE) break;
    }
    // Pages of a list that changes in between would miss records, or hold one twice.
    if ((await getDataVersion(ctx.db)) === before) {
      return gatherer.finish({ orgUnitId: identity.orgUnitId, at: new Date(ctx.now()).toISOString() });
    }
  }
  throw new DomainError('conflict.state', {
    vi: 'Dữ liệu đang thay đổi liên tục; hãy xuất lại sau ít phút.',
    en: 'The records keep changing; export again in a few minutes.',
  });
}

async function pageOf(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  query: RecordQuery,
  page: number,
): Promise<{ items: (MeasureView | IncidentView)[]; total: number }> {
  if (query.kind === 'measures') {
    const { kind: _kind, lang: _lang, ...filter } = query;
    return listMeasures(ctx, db, identity, { ...filter, page, pageSize: PAGE_SIZE });
  }
  const { kind: _kind, lang: _lang, ...filter } = query;
  return listIncidents(ctx, db, identity, { ...filter, page, pageSize: PAGE_SIZE });
}

/** Turns pages of records into the rows of a file, counting what no format of ours holds. */
class Gatherer {
  readonly #register: RegisterSnapshot;
  readonly #writer: CellWriter;
  readonly #query: RecordQuery;
  readonly #table: RecordTable;
  #positions = 0;
  #matched = 0;
  #demo = 0;
  #masked = 0;

  constructor(register: RegisterSnapshot, format: RecordExportFormat, query: RecordQuery) {
    const { kind, lang } = query;
    this.#register = register;
    this.#query = query;
    this.#writer = new CellWriter(register, lang);
    const columns = recordColumns(kind, format !== 'csv' && format !== 'xlsx');
    this.#table = { kind, lang, columns, rows: [], notes: [] };
  }

  add(items: readonly (MeasureView | IncidentView)[]): void {
    const { columns, rows, lang } = this.#table;
    for (const view of items) {
      const isMeasure = 'evidence' in view;
      const cells = isMeasure ? this.#writer.measure(view) : this.#writer.incident(view);
      const geometry = isMeasure
        ? geometryOf(view.place, this.#register)
        : incidentGeometry(view.place, this.#register);
      if (geometry) for (const part of partsOf(geometry)) this.#positions += part.length;
      if (this.#positions > MAX_POSITIONS) throw tooLarge();
      if (view.origin === 'demo') this.#demo += 1;
      if (view.masked) this.#masked += 1;
      if (view.place.kind === 'track' && (view.place.matched?.length || view.place.dwells?.length)) this.#matched += 1;
      rows.push({
        cells: columns.map(({ field }) => cells[field] ?? null),
        geometry,
        placeKind: view.place.kind,
        label: `${cells.type} · ${lang === 'vi' ? view.placeVi : view.placeEn}`,
      });
    }
  }

  finish(by: Pick<ExportFacts, 'orgUnitId' | 'at'>): { table: RecordTable; leftOut: Message[] } {
    const leftOut: Message[] = [];
    if (this.#matched > 0) {
      leftOut.push({
        vi: `${this.#matched} vệt di chuyển: đoạn tuyến và điểm dừng đã xác nhận không nằm trong tệp, chỉ có đường đi.`,
        en: `${this.#matched} tracks: their confirmed stretches of routes and stops are not in the file, only the line is.`,
      });
    }
    if (this.#writer.withheld > 0) {
      leftOut.push({
        vi: `${this.#writer.withheld} ghi chú hoặc số văn bản có dấu hiệu thông tin cá nhân, không xuất.`,
        en: `${this.#writer.withheld} notes or document numbers look like data about persons and were kept back.`,
      });
    }
    const about = aboutExport({
      ...by,
      query: this.#query,
      register: this.#register,
      count: this.#table.rows.length,
      demo: this.#demo,
      masked: this.#masked,
    });
    const notes = [...about, ...leftOut.map((message) => message[this.#table.lang])];
    return { table: { ...this.#table, notes }, leftOut };
  }
}

function tooBigAgain(body: string | Uint8Array): Message[] {
  if ((typeof body === 'string' ? Buffer.byteLength(body) : body.length) <= IMPORT_LIMIT_BYTES) return [];
  return [
    {
      vi: 'Tệp lớn hơn 20 MB nên không nhập lại được trong một lần; hãy lọc bớt.',
      en: 'The file is over 20 MB and cannot be imported again in one go; narrow the filter.',
    },
  ];
}

function tooMany(total: number): DomainError {
  return new DomainError('file.too_many_rows', {
    vi: `Có ${total.toLocaleString('vi')} bản ghi; một tệp xuất được ${MAX_EXPORTED_RECORDS.toLocaleString('vi')}. Hãy lọc bớt.`,
    en: `There are ${total.toLocaleString('en')} records; one file holds ${MAX_EXPORTED_RECORDS.toLocaleString('en')}. Narrow the filter.`,
  });
}

function tooLarge(): DomainError {
  return new DomainError('file.too_large', {
    vi: `Các vị trí có hơn ${MAX_POSITIONS.toLocaleString('vi')} tọa độ; hãy lọc bớt.`,
    en: `The places have more than ${MAX_POSITIONS.toLocaleString('en')} positions; narrow the filter.`,
  });
}

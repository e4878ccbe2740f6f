import { z } from 'zod';
import { BatchDetail, BatchPage, BatchUndone, type BatchQuery } from '#geo/contract/batches.contract.ts';
import { QualityReport, type QualityDismiss, type QualityQuery } from '#geo/contract/quality.contract.ts';
import {
  GapList,
  Heat,
  type HeatQuery,
  IndicatorAnswer,
  RoutePieces,
  UnitDetailAnswer,
} from '#geo/contract/coverage.contract.ts';
import {
  GeometryUpdateConfirmed,
  GeometryUpdateList,
  GeometryUpdatePreview,
  GeometryUpdateUndone,
  type GeometryUpdateConfirm,
  type GeometryUpdateForm,
} from '#geo/contract/geometry-updates.contract.ts';
import { ImportConfirmed, ImportPreview, type ImportForm } from '#geo/contract/imports.contract.ts';
import {
  IncidentPage,
  IncidentView,
  type IncidentCreate,
  type IncidentQuery,
  type IncidentUpdate,
} from '#geo/contract/incidents.contract.ts';
import {
  MeasurePage,
  MeasureUnmerged,
  MeasureView,
  type MeasureMerge,
  type MeasureCreate,
  type MeasureQuery,
  type MeasureUpdate,
} from '#geo/contract/measures.contract.ts';
import {
  AgencyReportPage,
  AgencyReportView,
  type AgencyReportCreate,
  type AgencyReportQuery,
} from '#geo/contract/reports.contract.ts';
import { Progress } from '#geo/contract/progress.contract.ts';
import { FindPlaceAnswer } from '#geo/contract/places.contract.ts';
import type {
  AreaAdd,
  AreaChange,
  RegisterRetire,
  RouteAdd,
  RouteChange,
  SiteAdd,
  SiteChange,
} from '#geo/contract/register-versions.contract.ts';
import { RegisterChanged, RegisterUndone, RegisterVersionList } from '#geo/contract/register-versions.contract.ts';
import type { RecordExportFormat } from '#geo/contract/record-exports.contract.ts';
import { Register } from '#geo/contract/register.contract.ts';
import { DemoRemoved, Health, PeriodList, Session } from '#geo/contract/system.contract.ts';
import { TrackConfirmed, TrackPreview, type TrackConfirm, type TrackForm } from '#geo/contract/tracks.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { queryString, request, type QueryValue } from './request.ts';
import { upload, type UploadOptions } from './upload.ts';
import { AreaCollection, CommuneCollection } from './register-geometry.ts';

type Loose<T> = { [K in keyof T]?: QueryValue };
export type MeasureFilter = Loose<z.input<typeof MeasureQuery>>;
export type IncidentFilter = Loose<z.input<typeof IncidentQuery>>;
export type ReportFilter = Loose<z.input<typeof AgencyReportQuery>>;
export type HeatFilter = Loose<z.input<typeof HeatQuery>> & { period: string };
/** What a change or an addition says, by the class in the address. */
export type MemberChange = z.input<typeof RouteChange> | z.input<typeof AreaChange> | z.input<typeof SiteChange>;
export type MemberAdd = z.input<typeof RouteAdd> | z.input<typeof AreaAdd> | z.input<typeof SiteAdd>;
/** A name under which the work may be followed, and the way to stop it. */
export interface WorkOptions {
  progressId?: string | undefined;
  signal?: AbortSignal | undefined;
}
export type QualityAsk = Loose<z.input<typeof QualityQuery>>;
export type BatchAsk = Loose<z.input<typeof BatchQuery>>;
export type ExportFormat = 'csv' | 'xlsx' | 'geojson';

function formOf(file: File, fields: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, String(value));
  form.set('file', file);
  return form;
}

/**
 * Every endpoint of the server, typed by geo/contract. All methods reject
 * with ApiError. `signal` comes from svelte-query and cancels.
 */
export function createApi(fetcher: typeof fetch) {
  const get = <S extends z.ZodType>(path: string, schema: S, signal?: AbortSignal) =>
    request(fetcher, path, schema, { signal });
  const send = <S extends z.ZodType>(method: 'POST' | 'PUT' | 'DELETE', path: string, schema: S, json?: unknown) =>
    request(fetcher, path, schema, { method, json });
  /** Work that may be followed under its name, and stopped. */
  const store = <S extends z.ZodType>(
    path: string,
    schema: S,
    json: unknown,
    { progressId, signal }: WorkOptions = {},
  ) => request(fetcher, `${path}${queryString({ progressId })}`, schema, { method: 'POST', json, signal });
  const part = encodeURIComponent;

  return {
    health: (signal?: AbortSignal) => get('/api/health', Health, signal),
    session: (signal?: AbortSignal) => get('/api/session', Session, signal),
    switchIdentity: (identityId: string) => send('POST', '/api/session', Session, { identityId }),
    periods: (signal?: AbortSignal) => get('/api/periods', PeriodList, signal),

    register: (signal?: AbortSignal) => get('/api/register', Register, signal),
    /** As the figures of a period read it. */
    registerOf: (period: string, signal?: AbortSignal) =>
      get(`/api/register${queryString({ period })}`, Register, signal),
    communes: (signal?: AbortSignal) => get('/api/register/communes.geojson', CommuneCollection, signal),
    areas: (period: string | undefined, signal?: AbortSignal) =>
      get(`/api/register/areas.geojson${queryString({ period })}`, AreaCollection, signal),
    registerVersions: (unitClass: UnitClass, id: string, signal?: AbortSignal) =>
      get(`/api/register/${unitClass}/${part(id)}/versions`, RegisterVersionList, signal),
    changeMember: (unitClass: UnitClass, id: string, input: MemberChange, options?: WorkOptions) =>
      store(`/api/register/${unitClass}/${part(id)}/changes`, RegisterChanged, input, options),
    retireMember: (unitClass: UnitClass, id: string, input: z.input<typeof RegisterRetire>, options?: WorkOptions) =>
      store(`/api/register/${unitClass}/${part(id)}/retire`, RegisterChanged, input, options),
    undoMember: (unitClass: UnitClass, id: string, baseVersion: number, options?: WorkOptions) =>
      store(`/api/register/${unitClass}/${part(id)}/undo`, RegisterUndone, { baseVersion }, options),
    addMember: (unitClass: UnitClass, input: MemberAdd, options?: WorkOptions) =>
      store(`/api/register/${unitClass}`, RegisterChanged, input, options),
    /** Compares a file of roads with the register; nothing is changed. */
    geometryPreview: (file: File, fields: z.input<typeof GeometryUpdateForm>, options: UploadOptions = {}) =>
      upload('/api/geometry-updates', GeometryUpdatePreview, formOf(file, fields), options),
    geometryUpdates: (signal?: AbortSignal) => get('/api/geometry-updates', GeometryUpdateList, signal),
    geometryConfirm: (id: string, input: z.input<typeof GeometryUpdateConfirm>, signal?: AbortSignal) =>
      store(`/api/geometry-updates/${part(id)}/confirm`, GeometryUpdateConfirmed, input, { signal }),
    geometryRead: (id: string) => get(`/api/geometry-updates/${part(id)}`, GeometryUpdatePreview),
    geometryUndo: (id: string, options?: WorkOptions) =>
      store(`/api/geometry-updates/${part(id)}/undo`, GeometryUpdateUndone, undefined, options),
    geometryDiscard: (id: string) => send('DELETE', `/api/geometry-updates/${part(id)}`, z.unknown()),

    /** What a place means as people write it, on a day. */
    findPlace: (query: { text: string; on?: string | undefined }, signal?: AbortSignal) =>
      get(`/api/places/find${queryString(query)}`, FindPlaceAnswer, signal),

    indicator1: (period: string, signal?: AbortSignal) =>
      get(`/api/indicators/1${queryString({ period })}`, IndicatorAnswer, signal),
    routePieces: (runId: string, signal?: AbortSignal) =>
      get(`/api/indicators/1/runs/${part(runId)}/routes`, RoutePieces, signal),
    unitDetail: (runId: string, unitClass: UnitClass, unitId: string, signal?: AbortSignal) =>
      get(`/api/indicators/1/runs/${part(runId)}/units/${unitClass}/${part(unitId)}`, UnitDetailAnswer, signal),
    gaps: (period: string, unitClass?: UnitClass, signal?: AbortSignal) =>
      get(`/api/gaps${queryString({ period, unitClass })}`, GapList, signal),
    heat: (filter: HeatFilter, signal?: AbortSignal) => get(`/api/heat${queryString(filter)}`, Heat, signal),

    measures: (filter: MeasureFilter, signal?: AbortSignal) =>
      get(`/api/measures${queryString(filter)}`, MeasurePage, signal),
    measure: (id: string, signal?: AbortSignal) => get(`/api/measures/${part(id)}`, MeasureView, signal),
    createMeasure: (input: z.input<typeof MeasureCreate>) => send('POST', '/api/measures', MeasureView, input),
    updateMeasure: (id: string, input: z.input<typeof MeasureUpdate>) =>
      send('PUT', `/api/measures/${part(id)}`, MeasureView, input),
    deleteMeasure: (id: string, version: number) =>
      send('DELETE', `/api/measures/${part(id)}${queryString({ version })}`, z.unknown()),
    verifyMeasure: (id: string, version: number) =>
      send('POST', `/api/measures/${part(id)}/verify`, MeasureView, { version }),

    incidents: (filter: IncidentFilter, signal?: AbortSignal) =>
      get(`/api/incidents${queryString(filter)}`, IncidentPage, signal),
    incident: (id: string, signal?: AbortSignal) => get(`/api/incidents/${part(id)}`, IncidentView, signal),
    createIncident: (input: z.input<typeof IncidentCreate>) => send('POST', '/api/incidents', IncidentView, input),
    updateIncident: (id: string, input: z.input<typeof IncidentUpdate>) =>
      send('PUT', `/api/incidents/${part(id)}`, IncidentView, input),
    deleteIncident: (id: string, version: number) =>
      send('DELETE', `/api/incidents/${part(id)}${queryString({ version })}`, z.unknown()),

    agencyReports: (filter: ReportFilter, signal?: AbortSignal) =>
      get(`/api/agency-reports${queryString(filter)}`, AgencyReportPage, signal),
    createAgencyReport: (input: z.input<typeof AgencyReportCreate>) =>
      send('POST', '/api/agency-reports', AgencyReportView, input),

    /** A preview; nothing is stored. */
    importPreview: (file: File, fields: z.input<typeof ImportForm>, options: UploadOptions = {}) =>
      upload('/api/imports', ImportPreview, formOf(file, fields), options),
    importRead: (id: string) => get(`/api/imports/${part(id)}`, ImportPreview),
    importConfirm: (id: string, progressId: string, signal?: AbortSignal) =>
      request(fetcher, `/api/imports/${part(id)}/confirm${queryString({ progressId })}`, ImportConfirmed, {
        method: 'POST',
        signal,
      }),
    trackPreview: (file: File, fields: z.input<typeof TrackForm>, options: UploadOptions = {}) =>
      upload('/api/tracks', TrackPreview, formOf(file, fields), options),
    trackConfirm: (id: string, input: z.input<typeof TrackConfirm>) =>
      send('POST', `/api/tracks/${part(id)}/confirm`, TrackConfirmed, input),
    trackDiscard: (id: string) => send('DELETE', `/api/tracks/${part(id)}`, z.unknown()),
    importDiscard: (id: string) => send('DELETE', `/api/imports/${part(id)}`, z.unknown()),
    batches: (filter: BatchAsk, signal?: AbortSignal) => get(`/api/batches${queryString(filter)}`, BatchPage, signal),
    batch: (id: string, signal?: AbortSignal) => get(`/api/batches/${part(id)}`, BatchDetail, signal),
    quality: (filter: QualityAsk, signal?: AbortSignal) =>
      get(`/api/quality${queryString(filter)}`, QualityReport, signal),
    dismissFinding: (body: z.input<typeof QualityDismiss>) => send('POST', '/api/quality/dismiss', z.unknown(), body),
    restoreFinding: (key: string) => send('POST', '/api/quality/restore', z.unknown(), { key }),
    mergeMeasures: (body: z.input<typeof MeasureMerge>) => send('POST', '/api/measures/merge', MeasureView, body),
    unmergeMeasure: (id: string, version: number) =>
      send('POST', `/api/measures/${part(id)}/unmerge`, MeasureUnmerged, { version }),
    undoBatch: (id: string) => send('POST', `/api/batches/${part(id)}/undo`, BatchUndone),
    progress: (id: string, signal?: AbortSignal) => get(`/api/progress/${part(id)}`, Progress, signal),
    removeDemo: () => send('DELETE', '/api/demo', DemoRemoved),

    /** Address of the records that a list shows under the same filter, as a file. */
    measuresFile: (format: RecordExportFormat, filter: MeasureFilter, lang: 'vi' | 'en') =>
      `/api/measures/export.${format}${queryString({ ...filter, lang })}`,
    incidentsFile: (format: RecordExportFormat, filter: IncidentFilter, lang: 'vi' | 'en') =>
      `/api/incidents/export.${format}${queryString({ ...filter, lang })}`,
    /** Address of a file to download. */
    coverageFile: (format: ExportFormat, period: string, lang: 'vi' | 'en') =>
      `/api/exports/coverage.${format}${queryString({ period, lang })}`,
  };
}
export type Api = ReturnType<typeof createApi>;

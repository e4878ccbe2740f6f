import { BatchState } from '#geo/contract/batches.contract.ts';
import { ImportKind } from '#geo/contract/imports.contract.ts';
import type { FindingState } from '#geo/contract/quality.contract.ts';
import { FindingKind } from '#geo/domain/quality.ts';

/** The agency whose records each table lists: who took part in a measure, whom an incident was reported to. */
export interface TableAgency {
  measures: string;
  incidents: string;
}

/** What the list of findings shows; an empty text means all. */
export interface QualityFilter {
  senderId: string;
  kind: FindingKind | '';
  state: FindingState | 'all';
  /** A sent file of the sender. */
  batchId: string;
}

/** What the list of imported files shows, and which file is open beside it; an empty text means all, or none. */
export interface BatchFilter {
  senderId: string;
  kind: ImportKind | '';
  state: BatchState | '';
  /** Only what was sent in the period in use. */
  inPeriod: boolean;
  name: string;
  openId: string;
}

export const ALL_FINDINGS: Readonly<QualityFilter> = { senderId: '', kind: '', state: 'open', batchId: '' };
export const ALL_BATCHES: Readonly<BatchFilter> = {
  senderId: '',
  kind: '',
  state: '',
  inPeriod: false,
  name: '',
  openId: '',
};

const oneOf = <T extends string, D extends string>(text: string | null, known: readonly T[], fallback: D): T | D =>
  known.find((value) => value === text) ?? fallback;

export function readTableAgency(query: URLSearchParams): TableAgency {
  return { measures: query.get('mu') ?? '', incidents: query.get('iu') ?? '' };
}

export function readQualityFilter(query: URLSearchParams): QualityFilter {
  return {
    senderId: query.get('qs') ?? '',
    kind: oneOf(query.get('qk'), FindingKind.options, ''),
    state: oneOf(query.get('qa'), ['aside', 'all'], 'open'),
    batchId: query.get('qf') ?? '',
  };
}

export function readBatchFilter(query: URLSearchParams): BatchFilter {
  return {
    senderId: query.get('bs') ?? '',
    kind: oneOf(query.get('bk'), ImportKind.options, ''),
    state: oneOf(query.get('bt'), BatchState.options, ''),
    inPeriod: query.get('bp') === '1',
    name: query.get('bn') ?? '',
    openId: query.get('bf') ?? '',
  };
}

/** The filters as parameters of a link; defaults are empty. */
export function dataFilterParameters(
  agency: TableAgency,
  quality: QualityFilter,
  batches: BatchFilter,
): [key: string, value: string][] {
  return [
    ['mu', agency.measures],
    ['iu', agency.incidents],
    ['qs', quality.senderId],
    ['qk', quality.kind],
    ['qa', quality.state === 'open' ? '' : quality.state],
    ['qf', quality.batchId],
    ['bs', batches.senderId],
    ['bk', batches.kind],
    ['bt', batches.state],
    ['bp', batches.inPeriod ? '1' : ''],
    ['bn', batches.name],
    ['bf', batches.openId],
  ];
}

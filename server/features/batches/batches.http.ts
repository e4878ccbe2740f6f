import { z } from 'zod';
import { BatchDetail, BatchPage, BatchQuery, BatchUndone } from '#geo/contract/batches.contract.ts';
import { ImportId } from '#geo/domain/ids.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { getBatch, listBatches, undoBatch } from './batches.service.ts';

const OneBatch = z.object({ id: ImportId });

const list = endpoint({
  method: 'get',
  path: '/api/batches',
  permission: 'batch.read',
  summary: { vi: 'Các tệp đã nhập', en: 'Files that were imported' },
  query: BatchQuery,
  answer: BatchPage,
  handle: ({ ctx, db, identity, query }) => listBatches(ctx, db, identity, query),
});

const get = endpoint({
  method: 'get',
  path: '/api/batches/{id}',
  permission: 'batch.read',
  summary: { vi: 'Một tệp đã nhập và những gì dựa vào nó', en: 'An imported file and what depends on it' },
  params: OneBatch,
  answer: BatchDetail,
  handle: ({ ctx, db, identity, params }) => getBatch(ctx, db, identity, params.id),
});

const undo = endpoint({
  method: 'post',
  path: '/api/batches/{id}/undo',
  permission: 'batch.undo',
  summary: { vi: 'Rút lại toàn bộ tệp đã nhập', en: 'Take an imported file back as a whole' },
  params: OneBatch,
  answer: BatchUndone,
  handle: ({ ctx, db, identity, params }) => undoBatch(ctx, db, identity, params.id),
});

export const batchEndpoints: AnyEndpoint[] = [list, get, undo];

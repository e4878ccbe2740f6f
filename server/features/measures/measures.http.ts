import { z } from 'zod';
import {
  MeasureCreate,
  MeasureMerge,
  MeasurePage,
  MeasureQuery,
  MeasureUnmerged,
  MeasureUpdate,
  MeasureView,
  VersionOnly,
} from '#geo/contract/measures.contract.ts';
import { MeasureId } from '#geo/domain/ids.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { removeMeasure, updateMeasure, verifyMeasure } from './change-measure.service.ts';
import { mergeMeasures, unmergeMeasure } from './joint-measure.service.ts';
import { createMeasure, getMeasure, listMeasures } from './measures.service.ts';

const OneMeasure = z.object({ id: MeasureId });

// Reads open a transaction too: the audit line of an exact read is stored before the answer leaves.
const list = endpoint({
  method: 'get',
  path: '/api/measures',
  permission: 'measure.read',
  summary: { vi: 'Danh sách biện pháp', en: 'List measures' },
  query: MeasureQuery,
  answer: MeasurePage,
  transaction: true,
  handle: ({ ctx, db, identity, query }) => listMeasures(ctx, db, identity, query),
});

const get = endpoint({
  method: 'get',
  path: '/api/measures/{id}',
  permission: 'measure.read',
  summary: { vi: 'Một biện pháp', en: 'One measure' },
  params: OneMeasure,
  answer: MeasureView,
  transaction: true,
  handle: ({ ctx, db, identity, params }) => getMeasure(ctx, db, identity, params.id),
});

const create = endpoint({
  method: 'post',
  path: '/api/measures',
  permission: 'measure.create',
  summary: { vi: 'Nhập biện pháp', en: 'Enter a measure' },
  body: MeasureCreate,
  answer: MeasureView,
  status: 201,
  handle: ({ ctx, db, identity, body }) => createMeasure(ctx, db, identity, body),
});

const update = endpoint({
  method: 'put',
  path: '/api/measures/{id}',
  permission: 'measure.edit',
  summary: { vi: 'Sửa biện pháp', en: 'Edit a measure' },
  params: OneMeasure,
  body: MeasureUpdate,
  answer: MeasureView,
  handle: ({ ctx, db, identity, params, body }) => updateMeasure(ctx, db, identity, params.id, body),
});

const remove = endpoint({
  method: 'delete',
  path: '/api/measures/{id}',
  permission: 'measure.delete',
  summary: { vi: 'Xóa biện pháp', en: 'Delete a measure' },
  params: OneMeasure,
  query: VersionOnly,
  answer: { contentType: 'text/plain' },
  status: 204,
  handle: async ({ ctx, db, identity, params, query }) => {
    await removeMeasure(ctx, db, identity, params.id, query.version);
    return rawAnswer({ contentType: 'text/plain', body: '' });
  },
});

const verify = endpoint({
  method: 'post',
  path: '/api/measures/{id}/verify',
  permission: 'measure.verify',
  summary: { vi: 'Xác minh biện pháp', en: 'Verify a measure' },
  params: OneMeasure,
  body: VersionOnly,
  answer: MeasureView,
  handle: ({ ctx, db, identity, params, body }) => verifyMeasure(ctx, db, identity, params.id, body.version),
});

const merge = endpoint({
  method: 'post',
  path: '/api/measures/merge',
  permission: 'measure.merge',
  summary: { vi: 'Gộp thành một biện pháp chung', en: 'Merge into one joint measure' },
  body: MeasureMerge,
  answer: MeasureView,
  status: 201,
  handle: ({ ctx, db, identity, body }) => mergeMeasures(ctx, db, identity, body),
});

const unmerge = endpoint({
  method: 'post',
  path: '/api/measures/{id}/unmerge',
  permission: 'measure.merge',
  summary: { vi: 'Tách một biện pháp chung', en: 'Take a joint measure apart' },
  params: OneMeasure,
  body: VersionOnly,
  answer: MeasureUnmerged,
  handle: ({ ctx, db, identity, params, body }) => unmergeMeasure(ctx, db, identity, params.id, body.version),
});

export const measureEndpoints: AnyEndpoint[] = [list, get, create, merge, update, remove, verify, unmerge];

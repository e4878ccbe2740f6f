import { z } from 'zod';
import {
  GeometryUpdateConfirm,
  GeometryUpdateConfirmed,
  GeometryUpdateForm,
  GeometryUpdateList,
  GeometryUpdatePreview,
  GeometryUpdateUndone,
} from '#geo/contract/geometry-updates.contract.ts';
import { NamedWork } from '#geo/contract/progress.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { confirmGeometryUpdate, undoGeometryUpdate } from './confirm-geometry.service.ts';
import {
  discardGeometryUpdate,
  getGeometryUpdate,
  listConfirmedUpdates,
  previewGeometryUpdate,
} from './geometry-updates.service.ts';

const ById = z.object({ id: z.uuid() });

const preview = endpoint({
  method: 'post',
  path: '/api/geometry-updates',
  permission: 'register.edit',
  summary: {
    vi: 'So sánh tuyến với đường trong tệp OpenStreetMap',
    en: 'Compare routes with roads of an OpenStreetMap file',
  },
  multipart: true,
  body: GeometryUpdateForm,
  answer: GeometryUpdatePreview,
  status: 201,
  // Reading takes seconds: no transaction may wait for it.
  transaction: false,
  handle: ({ ctx, identity, body, files, signal }) =>
    previewGeometryUpdate(ctx, identity, { ...body, file: files.find((f) => f.field === 'file') }, signal),
});

const list = endpoint({
  method: 'get',
  path: '/api/geometry-updates',
  permission: 'register.edit',
  summary: { vi: 'Các tệp đã áp dụng', en: 'Files that were confirmed' },
  answer: GeometryUpdateList,
  handle: ({ ctx, db }) => listConfirmedUpdates(ctx, db),
});

const read = endpoint({
  method: 'get',
  path: '/api/geometry-updates/{id}',
  permission: 'register.edit',
  summary: { vi: 'Đọc lại một bản so sánh', en: 'Read a comparison again' },
  params: ById,
  answer: GeometryUpdatePreview,
  handle: ({ ctx, db, identity, params }) => getGeometryUpdate(ctx, db, identity, params.id),
});

const confirm = endpoint({
  method: 'post',
  path: '/api/geometry-updates/{id}/confirm',
  permission: 'register.edit',
  summary: { vi: 'Thay hình học của các tuyến đã chọn', en: 'Replace the geometry of the chosen routes' },
  params: ById,
  body: GeometryUpdateConfirm,
  answer: GeometryUpdateConfirmed,
  handle: ({ ctx, db, identity, params, body, signal }) =>
    confirmGeometryUpdate(ctx, db, identity, params.id, body, signal),
});

const undo = endpoint({
  method: 'post',
  path: '/api/geometry-updates/{id}/undo',
  permission: 'register.edit',
  summary: { vi: 'Rút lại cả một tệp đã áp dụng', en: 'Take back a confirmed file as a whole' },
  params: ById,
  query: NamedWork,
  answer: GeometryUpdateUndone,
  handle: ({ ctx, db, identity, params, query, signal }) =>
    undoGeometryUpdate(ctx, db, identity, params.id, query.progressId, signal),
});

const discard = endpoint({
  method: 'delete',
  path: '/api/geometry-updates/{id}',
  permission: 'register.edit',
  summary: { vi: 'Bỏ một bản so sánh', en: 'Discard a comparison' },
  params: ById,
  answer: z.null(),
  status: 204,
  handle: async ({ db, identity, params }) => {
    await discardGeometryUpdate(db, identity, params.id);
    return null;
  },
});

export const geometryUpdateEndpoints: AnyEndpoint[] = [preview, list, read, confirm, undo, discard];

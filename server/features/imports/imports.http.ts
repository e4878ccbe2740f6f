import { z } from 'zod';
import { ImportConfirmed, ImportForm, ImportPreview, TemplateQuery } from '#geo/contract/imports.contract.ts';
import { NamedWork } from '#geo/contract/progress.contract.ts';
import { ImportId } from '#geo/domain/ids.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { confirmImport, discardImport, getImport, previewImport } from './imports.service.ts';
import { renderTemplate } from './template.ts';

const ById = z.object({ id: ImportId });
const CSV = 'text/csv; charset=utf-8';

const template = endpoint({
  method: 'get',
  path: '/api/imports/template.csv',
  permission: 'import.create',
  summary: { vi: 'Tệp mẫu để nhập', en: 'A file to fill in' },
  query: TemplateQuery,
  answer: { contentType: CSV },
  handle: ({ query }) =>
    rawAnswer({
      contentType: CSV,
      body: renderTemplate(query.kind),
      fileName: query.kind === 'measures' ? 'mẫu-biện-pháp.csv' : 'mẫu-vụ-việc.csv',
    }),
});

const preview = endpoint({
  method: 'post',
  path: '/api/imports',
  permission: 'import.create',
  summary: { vi: 'Xem trước một tệp', en: 'Preview a file' },
  multipart: true,
  body: ImportForm,
  answer: ImportPreview,
  status: 201,
  // Reading takes seconds: no transaction may wait for it.
  transaction: false,
  handle: ({ ctx, identity, body, files, signal }) =>
    previewImport(ctx, identity, { ...body, file: files.find((f) => f.field === 'file') }, signal),
});

const read = endpoint({
  method: 'get',
  path: '/api/imports/{id}',
  permission: 'import.create',
  summary: { vi: 'Đọc lại bản xem trước', en: 'Read a preview again' },
  params: ById,
  answer: ImportPreview,
  handle: ({ ctx, db, identity, params }) => getImport(ctx, db, identity, params.id),
});

const confirm = endpoint({
  method: 'post',
  path: '/api/imports/{id}/confirm',
  permission: 'import.confirm',
  summary: { vi: 'Lưu tất cả bản ghi của tệp', en: 'Store all records of the file' },
  params: ById,
  query: NamedWork,
  answer: ImportConfirmed,
  handle: ({ ctx, db, identity, params, query, signal }) =>
    ctx.progress.follow(identity.id, query.progressId, (tell) => {
      tell('storing', 0);
      return confirmImport(ctx, db, identity, params.id, { signal, onProgress: (share) => tell('storing', share) });
    }),
});

const discard = endpoint({
  method: 'delete',
  path: '/api/imports/{id}',
  permission: 'import.create',
  summary: { vi: 'Bỏ bản xem trước', en: 'Discard a preview' },
  params: ById,
  answer: z.null(),
  status: 204,
  handle: async ({ db, identity, params }) => {
    await discardImport(db, identity, params.id);
    return null;
  },
});

// The template's path is asked before the ids'.
export const importEndpoints: AnyEndpoint[] = [template, preview, read, confirm, discard];

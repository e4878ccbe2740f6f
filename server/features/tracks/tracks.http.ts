import { z } from 'zod';
import { TrackConfirm, TrackConfirmed, TrackForm, TrackPreview } from '#geo/contract/tracks.contract.ts';
import { ImportId } from '#geo/domain/ids.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { confirmTracks, discardTracks, previewTracks } from './tracks.service.ts';

const ById = z.object({ id: ImportId });

const preview = endpoint({
  method: 'post',
  path: '/api/tracks',
  permission: 'track.create',
  summary: { vi: 'Xem trước vết GPS khớp với tuyến', en: 'Preview GPS tracks matched to routes' },
  multipart: true,
  body: TrackForm,
  answer: TrackPreview,
  status: 201,
  // Matching takes seconds: no transaction may wait for it.
  transaction: false,
  handle: ({ ctx, identity, body, files, signal }) =>
    previewTracks(ctx, identity, { ...body, file: files.find((f) => f.field === 'file') }, signal),
});

const confirm = endpoint({
  method: 'post',
  path: '/api/tracks/{id}/confirm',
  permission: 'track.create',
  summary: { vi: 'Lưu các chuyến thành biện pháp', en: 'Store patrols as measures' },
  params: ById,
  body: TrackConfirm,
  answer: TrackConfirmed,
  handle: ({ ctx, db, identity, params, body }) => confirmTracks(ctx, db, identity, params.id, body),
});

const discard = endpoint({
  method: 'delete',
  path: '/api/tracks/{id}',
  permission: 'track.create',
  summary: { vi: 'Bỏ bản xem trước vết', en: 'Discard a preview of tracks' },
  params: ById,
  answer: z.null(),
  status: 204,
  handle: async ({ db, identity, params }) => {
    await discardTracks(db, identity, params.id);
    return null;
  },
});

export const trackEndpoints: AnyEndpoint[] = [preview, confirm, discard];

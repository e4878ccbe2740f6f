import { TileParams, TileQuery } from '#geo/contract/tiles.contract.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { getTile, tileTag } from './tiles.service.ts';

const MVT = 'application/vnd.mapbox-vector-tile';

const tile = endpoint({
  method: 'get',
  path: '/api/tiles/{layer}/{z}/{x}/{y}',
  permission: 'tile.read',
  summary: { vi: 'Ô bản đồ véc-tơ của một lớp', en: 'A vector tile of one layer' },
  params: TileParams,
  query: TileQuery,
  answer: { contentType: MVT },
  handle: async ({ ctx, db, identity, params, query, res }) => {
    const { layer, z, x, y } = params;
    const request = { layer, tile: { z, x, y }, period: query.period };
    const etag = await tileTag(ctx, db, identity, request);
    const known = res.req.headers['if-none-match'] === etag;
    // The frame answers 304 for an equal ETag: an unchanged tile is not made again only to be thrown away.
    const body = known ? new Uint8Array() : await getTile(ctx, db, identity, request);
    return rawAnswer({ contentType: MVT, body, headers: { ETag: etag } });
  },
});

export const tileEndpoints: AnyEndpoint[] = [tile];

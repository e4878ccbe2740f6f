import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { DomainError } from '#geo/domain/errors.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '#server/http/endpoint.ts';

const summary = { vi: 'thử', en: 'test' };
const Echo = z.strictObject({
  name: z.string().min(2).max(20),
  count: z.number().int().min(0).max(9),
  on: z.iso.date().optional(),
  kind: z.enum(['a', 'b']).optional(),
  period: z
    .object({ from: z.iso.date(), until: z.iso.date() })
    .refine((p) => p.from < p.until, { path: ['until'], params: { code: 'period.ends_before_start' } })
    .optional(),
  list: z.array(z.tuple([z.number(), z.number()])).optional(),
  any: z.unknown().optional(),
});

/** What happened on the server side, for tests that cannot see it in an answer. */
export const seen: { aborted: string[]; leaked: unknown } = { aborted: [], leaked: undefined };

/** Endpoints that exist to try the frame. */
export const frameEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'post',
    path: '/api/try/echo/{id}',
    permission: 'session.read',
    summary,
    params: z.object({ id: z.string() }),
    query: z.object({ page: z.coerce.number().int().min(1).default(1) }),
    body: Echo,
    answer: z.object({ id: z.string(), page: z.int(), name: z.string(), who: z.string() }),
    status: 201,
    handle: ({ params, query, body, identity }) => ({ ...params, ...query, name: body.name, who: identity.id }),
  }),
  endpoint({
    method: 'post',
    path: '/api/try/store',
    permission: 'session.read',
    summary,
    body: z.object({ fail: z.boolean() }),
    answer: z.object({ ok: z.boolean() }),
    handle: async ({ body, db }) => {
      await sql`create table if not exists tried (i int)`.execute(db);
      await sql`insert into tried values (1)`.execute(db);
      if (body.fail) throw new DomainError('conflict.state', { vi: 'không', en: 'no' });
      return { ok: true };
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/try/defect',
    permission: 'session.read',
    summary,
    answer: z.object({}),
    handle: () => {
      throw new Error('secret of the house');
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/try/outer-db',
    permission: 'session.read',
    summary,
    transaction: true,
    answer: z.object({}),
    handle: async ({ ctx }) => {
      await sql`select 1`.execute(ctx.db);
      return {};
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/try/slow',
    permission: 'session.read',
    summary,
    answer: z.object({}),
    handle: async ({ signal }) => {
      signal.addEventListener('abort', () => seen.aborted.push(String((signal.reason as Error).name)));
      await sleep(20_000, undefined, { signal });
      return {};
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/try/file',
    permission: 'session.read',
    summary,
    answer: { contentType: 'text/csv' },
    handle: () =>
      rawAnswer({ contentType: 'text/csv; charset=utf-8', body: '\uFEFFtên\n', fileName: 'độ bao phủ.csv' }),
  }),
  endpoint({
    method: 'post',
    path: '/api/try/upload',
    permission: 'session.read',
    summary,
    multipart: true,
    body: z.object({ kind: z.enum(['incidents', 'measures']) }),
    answer: z.object({ name: z.string(), size: z.int(), kind: z.string() }),
    handle: ({ files: [file], body }) => ({ name: file.fileName, size: file.bytes.length, kind: body.kind }),
  }),
  endpoint({
    method: 'get',
    path: '/api/try/broken-contract',
    permission: 'session.read',
    summary,
    answer: z.object({ n: z.int() }),
    handle: () => ({ n: 1.5 }),
  }),
  endpoint({
    method: 'post',
    path: '/api/try/verify',
    permission: 'measure.verify',
    summary,
    body: z.object({}),
    answer: z.object({}),
    handle: () => ({}),
  }),
];

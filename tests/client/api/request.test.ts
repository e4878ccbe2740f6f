import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { collectPages } from '#client/api/all-pages.ts';
import { ApiError, isLostConnection } from '#client/api/api-error.ts';
import { createApi } from '#client/api/client.ts';
import { queryString, request } from '#client/api/request.ts';

const answering = (status: number, body: unknown) =>
  (async () => new Response(JSON.stringify(body), { status })) as typeof fetch;
const faultOf = async (work: Promise<unknown>) => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ApiError);
  return thrown as ApiError;
};

describe('an answer', () => {
  it('is read by its contract', async () => {
    expect(await request(answering(200, { n: 1, more: true }), '/x', z.object({ n: z.number() }))).toEqual({ n: 1 });
  });
  it('that breaks the contract is an error, not a wrong figure', async () => {
    const fault = await faultOf(request(answering(200, { n: '1' }), '/x', z.object({ n: z.number() })));
    expect(fault.code).toBe('answer.malformed');
  });
  it('that is a refusal keeps its code, sentences, place and faults', async () => {
    const error = {
      code: 'field.missing',
      message: { vi: 'Thiếu ngày.', en: 'A day is missing.' },
      place: { path: 'firstOn' },
      faults: [],
      correlationId: 'c1',
    };
    const fault = await faultOf(request(answering(422, { error }), '/x', z.unknown()));
    expect([fault.code, fault.status, fault.sentence.vi, fault.place.path, fault.correlationId]).toEqual([
      'field.missing',
      422,
      'Thiếu ngày.',
      'firstOn',
      'c1',
    ]);
  });
  it('from something that is not our server is still told in both languages', async () => {
    const proxy = (async () => new Response('<html>Bad gateway</html>', { status: 502 })) as typeof fetch;
    const fault = await faultOf(request(proxy, '/x', z.unknown()));
    expect([fault.code, fault.status]).toEqual(['answer.malformed', 502]);
    expect(fault.sentence.vi).not.toBe('');
  });
  it('that never comes is a lost connection', async () => {
    const down = (async () => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
    const fault = await faultOf(request(down, '/x', z.unknown()));
    expect(fault.code).toBe('network');
    expect(isLostConnection(fault)).toBe(true);
    expect(isLostConnection(await faultOf(request(answering(500, {}), '/x', z.unknown())))).toBe(false);
  });
  it('given up by the page is not an error of the server', async () => {
    const stop = new AbortController();
    stop.abort();
    const aborting = (async () => Promise.reject(stop.signal.reason)) as typeof fetch;
    await expect(request(aborting, '/x', z.unknown(), { signal: stop.signal })).rejects.toBe(stop.signal.reason);
  });
});

it('sends lists by commas and leaves out what is empty', () => {
  expect(queryString({ type: ['M01', 'M02'], bbox: undefined, page: 0, period: null, status: [] })).toBe(
    '?type=M01%2CM02&page=0',
  );
  expect(queryString({})).toBe('');
});

it('names records by escaped ids and versions', async () => {
  const asked: string[] = [];
  const recording = (async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path} ${init.body ?? ''}`);
    return new Response('{}', { status: 200 });
  }) as unknown as typeof fetch;
  const api = createApi(recording);
  await api.deleteMeasure('a/b', 3);
  await api.verifyMeasure('m1', 2).catch(() => undefined);
  expect(asked).toEqual(['DELETE /api/measures/a%2Fb?version=3 ', 'POST /api/measures/m1/verify {"version":2}']);
  expect(api.coverageFile('xlsx', 'half-2025-12-15', 'vi')).toBe(
    '/api/exports/coverage.xlsx?period=half-2025-12-15&lang=vi',
  );
});

describe('all pages', () => {
  const list = Array.from({ length: 1203 }, (_, index) => index);
  const read = async (page: number, size: number) => ({
    items: list.slice((page - 1) * size, page * size),
    total: list.length,
  });
  it('are gathered in order, once each', async () => {
    expect(await collectPages(read)).toEqual({ items: list, total: 1203 });
  });
  it('stop at the limit and say how many there are', async () => {
    const { items, total } = await collectPages(read, 1000);
    expect([items.length, total]).toEqual([1000, 1203]);
  });
  it('of nothing are nothing', async () => {
    expect(await collectPages(async () => ({ items: [], total: 0 }))).toEqual({ items: [], total: 0 });
  });
});

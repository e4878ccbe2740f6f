import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { useServer } from '#tests/support/server.ts';
import { frameEndpoints, seen } from './frame-endpoints.ts';

const logged: string[] = [];
const distDir = mkdtempSync(join(tmpdir(), 'trong-diem-dist-'));
mkdirSync(join(distDir, 'assets'));
writeFileSync(join(distDir, 'index.html'), '<!doctype html><title>Trọng Điểm</title>');
writeFileSync(join(distDir, 'assets/app-1a2b.js'), 'export {}');

const t = useServer('embedded', {
  endpoints: frameEndpoints,
  distDir,
  config: { requestTimeoutMs: 2500 },
  log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
});

const GOOD = { name: 'Kỳ Sơn', count: 3 };
const echo = (json: unknown) => t.request('/api/try/echo/x', { json });
const post = (body: string | Uint8Array<ArrayBuffer>, contentType: string) =>
  t.request('/api/try/echo/x', { method: 'POST', body, headers: { 'Content-Type': contentType } });

/** A request with any Host and Origin, which fetch does not allow; answers the status. */
const send = (method: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const { port } = new URL(t.url);
    const path = method === 'GET' ? '/api/try/file' : '/api/try/echo/x';
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? 0);
    });
    outgoing.once('error', reject);
    outgoing.end(method === 'GET' ? undefined : JSON.stringify(GOOD));
  });

describe('a good request', () => {
  it('is validated, handled and answered', async () => {
    const answer = await t.request('/api/try/echo/x?page=2', { json: GOOD, as: 'verifier' });
    expect([answer.status, answer.body]).toEqual([201, { id: 'x', page: 2, name: 'Kỳ Sơn', who: 'verifier' }]);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('vary')).toContain('X-Identity');
  });

  it('has its texts brought to NFC', async () => {
    const { body } = await echo({ ...GOOD, name: 'Kỳ Sơn'.normalize('NFD') });
    expect(body.name).toBe('Kỳ Sơn'.normalize('NFC'));
  });

  it('gets a file with a Vietnamese name', async () => {
    const answer = await t.request('/api/try/file');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_bao_ph_.csv"; filename*=UTF-8''${encodeURIComponent('độ bao phủ.csv')}`,
    );
    expect([...answer.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is answered 304 when nothing changed', async () => {
    const first = await t.request('/api/try/file');
    expect(await send('GET', { 'If-None-Match': first.headers.get('etag')! })).toBe(304);
    expect(await send('GET', { 'If-None-Match': 'W/"other"' })).toBe(200);
  });
});

describe('a bad field', () => {
  const fault = async (json: unknown) => {
    const { status, body } = await echo(json);
    const { code, place, message, faults } = body.error;
    expect(message.vi).not.toBe('');
    expect(message.en).not.toBe('');
    return { status, code, path: place.path, count: faults.length };
  };

  it.each([
    [{ count: 1 }, 'field.missing', 'name'],
    [{ ...GOOD, count: 'three' }, 'field.not_a_number', 'count'],
    [{ ...GOOD, count: 1.5 }, 'field.not_a_number', 'count'],
    [{ ...GOOD, count: 10 }, 'field.out_of_range', 'count'],
    [{ ...GOOD, name: 'x' }, 'field.out_of_range', 'name'],
    [{ ...GOOD, name: 7 }, 'field.malformed', 'name'],
    [{ ...GOOD, on: '31/12/2026' }, 'date.malformed', 'on'],
    [{ ...GOOD, on: '2026-02-30' }, 'date.malformed', 'on'],
    [{ ...GOOD, kind: 'c' }, 'field.malformed', 'kind'],
    [{ ...GOOD, colour: 1 }, 'field.unknown', 'colour'],
    [{ ...GOOD, period: { from: '2026-02-01', until: '2026-01-01' } }, 'period.ends_before_start', 'period.until'],
    [{ ...GOOD, list: [[1, 2], [3]] }, 'field.out_of_range', 'list[1]'],
    [{ ...GOOD, any: { deep: ['a\u0000b'] } }, 'field.malformed', 'any.deep[0]'],
    [{ ...GOOD, any: '\ud800' }, 'field.malformed', 'any'],
    [null, 'field.malformed', ''],
    [[], 'field.malformed', ''],
    ['text', 'field.malformed', ''],
  ])('%j → %s at %s', async (json, code, path) => {
    expect(await fault(json)).toMatchObject({ status: 422, code, path: path === '' ? expect.anything() : path });
  });

  it('is told together with all the others', async () => {
    const { body } = await t.request('/api/try/echo/x?page=0', { json: { name: 'x', count: 'y', more: 1 } });
    expect(body.error.faults.map(({ place }: any) => place.path).sort()).toEqual(['count', 'more', 'name', 'page']);
  });
});

describe('a request that cannot be read', () => {
  const JSON_TYPE = 'application/json';
  it.each([
    ['cut short', () => post('{"name": "x', JSON_TYPE), 400, 'request.malformed'],
    ['empty', () => post('', JSON_TYPE), 422, 'field.missing'],
    ['not JSON by type', () => post(JSON.stringify(GOOD), 'text/plain'), 415, 'request.unsupported_media'],
    ['a form', () => post('name=x', 'application/x-www-form-urlencoded'), 415, 'request.unsupported_media'],
    ['in an odd charset', () => post('{}', 'application/json; charset=klingon'), 415, 'request.unsupported_media'],
    [
      'not UTF-8',
      () => post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), JSON_TYPE),
      422,
      'field.missing',
    ],
    ['too large', () => post(JSON.stringify({ name: 'x'.repeat(2_200_000) }), JSON_TYPE), 413, 'request.too_large'],
    [
      'nested 10 000 deep',
      () => post(`{"any":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, JSON_TYPE),
      400,
      'request.malformed',
    ],
    ['nested 900 000 deep', () => post('['.repeat(900_000) + ']'.repeat(900_000), JSON_TYPE), 400, 'request.malformed'],
    ['with a broken path', () => t.request('/api/try/echo/%E0%A4%A', { json: GOOD }), 400, 'request.malformed'],
    ['with NUL in the path', () => t.request('/api/try/echo/a%00b', { json: GOOD }), 422, 'field.malformed'],
    ['with NUL in the query', () => t.request('/api/try/echo/a?page=1%00', { json: GOOD }), 422, 'field.malformed'],
    [
      'with a repeated query field',
      () => t.request('/api/try/echo/a?page=1&page=2', { json: GOOD }),
      422,
      'field.not_a_number',
    ],
    [
      'with an encoding nobody knows',
      () => t.request('/api/try/echo/a', { json: GOOD, headers: { 'Content-Encoding': 'snappy' } }),
      415,
      'request.unsupported_media',
    ],
  ])('%s', async (_name, send, status, code) => {
    const answer = await send();
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message.vi).not.toBe('');
  });

  it('does not pollute prototypes', async () => {
    await post('{"name":"Kỳ Sơn","count":1,"__proto__":{"polluted":1}}', JSON_TYPE);
    expect(({} as any).polluted).toBeUndefined();
  });

  it('that never ends is ended', async () => {
    const { port } = new URL(t.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('BOGUS\r\n\r\n');
    const text = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    socket.destroy();
  });
});

describe('an upload', () => {
  const upload = (file: Blob | undefined, fields: Record<string, string>, name = 'vụ việc.csv') => {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.append(key, value);
    if (file) form.append('file', file, name);
    return t.request('/api/try/upload', { method: 'POST', body: form });
  };

  it('arrives whole, with its Vietnamese name', async () => {
    const { body } = await upload(new Blob(['a,b\n1,2\n']), { kind: 'incidents' });
    expect(body).toEqual({ name: 'vụ việc.csv', size: 8, kind: 'incidents' });
  });

  it('of 50 MB is refused', async () => {
    const { status, body } = await upload(new Blob([new Uint8Array(50 * 1024 * 1024)]), { kind: 'incidents' });
    expect([status, body.error.code]).toEqual([413, 'request.too_large']);
  });

  it('with a bad field, cut short, or of another type is refused', async () => {
    expect((await upload(new Blob(['x']), { kind: 'people' })).body.error.place.path).toBe('kind');
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const cut = await t.request('/api/try/upload', { method: 'POST', body: '--b\r\nContent-Disp', headers });
    expect([cut.status, cut.body.error.code]).toEqual([400, 'request.malformed']);
    const unbounded = { 'Content-Type': 'multipart/form-data' };
    expect((await t.request('/api/try/upload', { method: 'POST', body: 'x', headers: unbounded })).status).toBe(400);
    expect((await t.request('/api/try/upload', { json: { kind: 'incidents' } })).status).toBe(415);
  });
});

describe('a defect', () => {
  it('is logged under the id that is answered, and nothing of it leaves', async () => {
    const { status, body, text } = await t.request('/api/try/defect');
    expect([status, body.error.code]).toEqual([500, 'internal']);
    expect(text).not.toContain('secret');
    const line = logged.find((entry) => entry.includes(body.error.correlationId));
    expect(line).toContain('secret of the house');
  });

  it('an answer that breaks its contract is one', async () => {
    expect((await t.request('/api/try/broken-contract')).status).toBe(500);
  });

  it('the outer db in a transaction is one, and the server goes on', async () => {
    expect((await t.request('/api/try/outer-db')).status).toBe(500);
    expect((await echo(GOOD)).status).toBe(201);
  });
});

describe('the transaction of a request', () => {
  it('is undone when it fails', async () => {
    expect((await t.request('/api/try/store', { json: { fail: false } })).status).toBe(200);
    const failed = await t.request('/api/try/store', { json: { fail: true } });
    expect([failed.status, failed.body.error.code]).toEqual([409, 'conflict.state']);
    const { rows } = await sql`select count(*) as n from tried`.execute(t.ctx.db);
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('time', () => {
  it('runs out: 503 with a sentence', async () => {
    const { status, body } = await t.request('/api/try/slow');
    expect([status, body.error.code]).toEqual([503, 'request.timeout']);
    expect(seen.aborted).toEqual(['TimeoutError']);
  });

  it('is not spent for a client that went away', async () => {
    seen.aborted.length = 0;
    const controller = new AbortController();
    const asked = t.request('/api/try/slow', { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    await expect(asked).rejects.toThrow();
    for (let i = 0; i < 40 && seen.aborted.length === 0; i++) await sleep(25);
    expect(seen.aborted).toEqual(['Error']);
  });
});

describe('foreign pages', () => {
  const json = { 'Content-Type': 'application/json' };

  it.each(['localhost', '127.0.0.1:8080', '[::1]:80', 'LOCALHOST:1'])('host %s is ours', async (host) => {
    expect(await send('GET', { host })).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '10.0.0.1'])(
    'host %j is refused',
    async (host) => expect(await send('GET', { host })).toBe(421),
  );

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 201],
    [{ 'Sec-Fetch-Site': 'none' }, 201],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'http://localhost:1234', host: 'localhost:1234' }, 201],
    [{ Origin: 'http://localhost:1235', host: 'localhost:1234' }, 403],
    [{}, 201],
  ])('a change with %j → %d', async (headers, status) => {
    expect(await send('POST', { ...json, ...(headers as Record<string, string>) })).toBe(status);
  });

  it('get no script, frame or sniffing from us', async () => {
    const { headers } = await t.request('/');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|http/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('pages', () => {
  it('serves the page at every page address, and hashed files for ever', async () => {
    for (const path of ['/', '/map', '/coverage/QL7?period=x']) {
      const { status, text, headers } = await t.request(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(text).toContain('Trọng Điểm');
    }
    const asset = await t.request('/assets/app-1a2b.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/api/nothing', '/assets/gone.js', '/favicon.png', '/.env', '/..%2fpackage.json', '/assets/..%2f..%2fx.js'])(
    '%s is not found, in JSON',
    async (path) => {
      const { status, body } = await t.request(path);
      expect([status, body.error.code]).toEqual([404, 'not_found']);
    },
  );
});

describe('the log', () => {
  it('has the method, path and status of a request, never its query or body', async () => {
    await t.request('/api/try/echo/logged?page=34159', { json: { ...GOOD, name: 'bí mật' } });
    const line = JSON.parse(logged.find((entry) => entry.includes('/echo/logged'))!);
    expect(line).toMatchObject({ method: 'POST', path: '/api/try/echo/logged', status: 201 });
    expect(logged.join('')).not.toMatch(/34159|bí mật/);
  });
});

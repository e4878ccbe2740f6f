import { expect, it } from 'vitest';
import { runInTransaction } from '#server/db/transaction.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines('session', (t) => {
  it('starts as the entry officer and says what they may do', async () => {
    const { status, body } = await t.request('/api/session');
    expect(status).toBe(200);
    expect(body.identity.id).toBe('entry');
    expect(body.permissions).toContain('measure.create');
    expect(body.permissions).not.toContain('measure.verify');
  });

  it('switches by cookie', async () => {
    const switched = await t.request('/api/session', { json: { identityId: 'verifier' } });
    expect(switched.status).toBe(200);
    const cookie = switched.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^trong-diem-identity=verifier; Path=\/; HttpOnly; SameSite=Strict$/);
    const { body } = await t.request('/api/session', { headers: { Cookie: cookie.split(';')[0] } });
    expect(body.identity.role).toBe('verifier');
  });

  it('refuses an identity that does not exist', async () => {
    const unknown = await t.request('/api/session', { json: { identityId: 'root' } });
    expect(unknown.status).toBe(422);
    expect(unknown.body.error.code).toBe('reference.unknown');
    expect((await t.request('/api/session', { headers: { 'X-Identity': 'root' } })).status).toBe(403);
  });

  it('tells the health of the server', async () => {
    const { status, body } = await t.request('/api/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', engine: t.engine, dataVersion: 0, hasDemoData: false, demoMode: false });
    expect(body.postgis).toMatch(/^3\./);
  });

  it('tells the health also while long work holds the database, as it was last known', async () => {
    const known = (await t.request('/api/health')).body;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const work = runInTransaction(t.ctx.db, () => held);
    try {
      const first = await t.request('/api/health');
      const then = await t.request('/api/health');
      // The embedded engine has one connection; on a server others answer.
      const expected = t.engine === 'embedded' ? { ...known, busy: true } : known;
      expect([first.body, then.body]).toEqual([expected, expected]);
    } finally {
      release();
      await work;
    }
    await expect.poll(async () => (await t.request('/api/health')).body).toEqual(known);
  });
});

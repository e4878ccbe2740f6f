import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { runInTransaction } from '#server/db/transaction.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

/** ST_Union of this makes GEOS throw: the embedded engine answers nothing at all. */
const BOWTIE = "'POLYGON((0 0,1 1,1 0,0 1,0 0))'::geometry";
const BOWTIE_2 = "'POLYGON((0 0,2 2,2 0,0 2,0 0))'::geometry";
const GEOS_FAILS = sql.raw(`st_area(st_intersection(${BOWTIE}, ${BOWTIE_2}))`);

describeOnBothEngines('transactions', (t) => {
  beforeAll(async () => {
    await sql`create table note (text text primary key)`.execute(t.ctx.db);
  });
  const notes = async () => {
    const { rows } = await sql<{ text: string }>`select text from note order by text`.execute(t.ctx.db);
    return rows.map(({ text }) => text);
  };

  it('stores all or nothing', async () => {
    const failing = runInTransaction(t.ctx.db, async (trx) => {
      await sql`insert into note values ('half')`.execute(trx);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await notes()).toEqual([]);
    await runInTransaction(t.ctx.db, async (trx) => {
      await sql`insert into note values ('a')`.execute(trx);
      await sql`insert into note values ('b')`.execute(trx);
    });
    expect(await notes()).toEqual(['a', 'b']);
  });

  it('refuses the outer db inside a transaction instead of hanging', async () => {
    const wrong = runInTransaction(t.ctx.db, () => sql`select 1`.execute(t.ctx.db));
    await expect(wrong).rejects.toThrow(/transaction is open/);
    await expect(sql`select 1 as v`.execute(t.ctx.db)).resolves.toMatchObject({ rows: [{ v: 1 }] });
  });

  it('keeps other queries out while a transaction is open', async () => {
    let leave = () => {};
    const held = new Promise<void>((resolve) => (leave = resolve));
    const transaction = runInTransaction(t.ctx.db, async (trx) => {
      await sql`insert into note values ('c')`.execute(trx);
      await held;
      throw new Error('undo');
    });
    const outside = Promise.all([1, 2, 3].map(async () => (await notes()).includes('c')));
    setTimeout(leave, 50);
    await expect(transaction).rejects.toThrow('undo');
    expect(await outside).toEqual([false, false, false]);
  });

  it('does not pretend to commit after a swallowed error', async () => {
    const careless = runInTransaction(t.ctx.db, async (trx) => {
      await sql`insert into note values ('lost')`.execute(trx);
      await sql`insert into note values ('a')`.execute(trx).catch(() => 'a duplicate, ignored');
    });
    await expect(careless).rejects.toThrow();
    expect(await notes()).not.toContain('lost');
  });

  it('makes a failure inside GEOS an error, alone and in a transaction', async () => {
    await expect(sql`select ${GEOS_FAILS}`.execute(t.ctx.db)).rejects.toThrow();
    await expect(sql`insert into note select ${GEOS_FAILS}::text`.execute(t.ctx.db)).rejects.toThrow();
    const careless = runInTransaction(t.ctx.db, async (trx) => {
      await sql`insert into note values ('before')`.execute(trx);
      await sql`insert into note select ${GEOS_FAILS}::text`.execute(trx).catch(() => 'ignored');
      await sql`insert into note values ('after')`.execute(trx).catch(() => 'ignored');
    });
    await expect(careless).rejects.toThrow();
    expect(await notes()).toEqual(['a', 'b']);
  });

  it('has savepoints', async () => {
    await runInTransaction(t.ctx.db, async (trx) => {
      await sql`savepoint s`.execute(trx);
      await sql`insert into note values ('a')`.execute(trx).catch(() => sql`rollback to savepoint s`.execute(trx));
      await sql`insert into note values ('d')`.execute(trx);
    });
    expect(await notes()).toEqual(['a', 'b', 'd']);
  });

  it('answers many at once, in order of arrival', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const { rows } = await sql<{ v: number }>`select ${i}::int as v`.execute(t.ctx.db);
        return rows[0].v;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });
});

describeOnBothEngines(
  'the time limit of a query',
  (t) => {
    const endless = sql`select count(*) from generate_series(1, 20000) a, generate_series(1, 100000) b`;

    it('ends it, and the next query works', async () => {
      await expect(endless.execute(t.ctx.db)).rejects.toMatchObject({ code: '57014' });
      await expect(sql`select 1 as v`.execute(t.ctx.db)).resolves.toMatchObject({ rows: [{ v: 1 }] });
    });

    it('takes the open transaction with it', async () => {
      await sql`create table kept (i int)`.execute(t.ctx.db);
      const work = runInTransaction(t.ctx.db, async (trx) => {
        await sql`insert into kept values (1)`.execute(trx);
        await endless.execute(trx).catch(() => 'ignored');
        await sql`insert into kept values (2)`.execute(trx);
      });
      await expect(work).rejects.toThrow();
      const { rows } = await sql`select i from kept`.execute(t.ctx.db);
      expect(rows).toEqual([]);
    });
  },
  { config: { queryTimeoutMs: 3000 } },
);

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MigrationError, migrate, readMigrations, type Migration } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { splitStatements } from '#server/db/split-statements.ts';
import { createTestDatabase } from '#tests/support/databases.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const extra = (name: string, text: string): Migration => ({ name, sql: text, checksum: `sum of ${text}` });

describeOnBothEngines('migrations', (t) => {
  it('are all applied once, then never again', async () => {
    expect(await migrate(t.ctx.db, t.engine)).toEqual([]);
    const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(t.ctx.db);
    expect(rows.map(({ name }) => name)).toEqual(readMigrations().map(({ name }) => name));
  });

  it('say which file and statement failed, and leave nothing of it', async () => {
    const broken = extra('9001-broken', 'create table half (i int);\n\n-- fails\nselect nowhere();');
    const failure = migrate(t.ctx.db, t.engine, [broken]);
    await expect(failure).rejects.toThrow(MigrationError);
    await expect(failure).rejects.toThrow(/9001-broken\.sql, line 3: .*nowhere[\s\S]*select nowhere/);
    await expect(sql`select * from half`.execute(t.ctx.db)).rejects.toMatchObject({ code: '42P01' });
  });

  it('refuse a file that was rewritten after it was applied', async () => {
    await migrate(t.ctx.db, t.engine, [extra('9002-kept', 'create table kept (i int)')]);
    const rewritten = [extra('9002-kept', 'create table kept (i bigint)')];
    await expect(migrate(t.ctx.db, t.engine, rewritten)).rejects.toThrow(/9002-kept\.sql was changed/);
  });

  it('know VN-2000 / TM-3 104-45 as the register does', async () => {
    const { rows } = await sql<{ x: number; y: number }>`
      with p as (select st_transform(st_setsrid(st_makepoint(105.6922, 18.6734), 4326), 9208) as g)
      select st_x(g) as x, st_y(g) as y from p
    `.execute(t.ctx.db);
    // 599195.422, 2065680.790: pyproj for the same point, EPSG:6960.
    expect(rows[0].x).toBeCloseTo(599_195.422, 2);
    expect(rows[0].y).toBeCloseTo(2_065_680.79, 2);
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('two servers that migrate at once', () => {
  it('apply each migration once', async () => {
    const database = await createTestDatabase('template0');
    const open = () => openDatabase({ databaseUrl: database.url, dataDir: '', cacheDir: '', queryTimeoutMs: 60_000 });
    const servers = await Promise.all([open(), open(), open()]);
    const applied = await Promise.all(servers.map(({ db, engine }) => migrate(db, engine)));
    expect(applied.flat().sort()).toEqual(readMigrations().map(({ name }) => name));
    await Promise.all(servers.map(({ close }) => close()));
    await database.drop();
  });
});

describe('splitStatements', () => {
  it('sees semicolons in texts, names, comments and bodies for what they are', () => {
    const source = `-- one; two
create table a (t text default ';''x;'); /* ; */ comment on table a is $$a;b$$;
create function f() returns int language sql as $body$ select 1; $body$;
select ";"
-- end;
`;
    expect(splitStatements(source).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(splitStatements(source)[2].text).toBe(
      'create function f() returns int language sql as $body$ select 1; $body$',
    );
  });

  it('finds none in nothing', () => {
    expect(splitStatements(' ;; -- nothing\n')).toEqual([]);
  });
});

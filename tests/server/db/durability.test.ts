import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DURABLE_START, DurableNodeFs } from '#server/db/embedded/durable-node-fs.ts';
import { keepHouse } from '#server/db/embedded/housekeeping.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { CACHE_DIR } from '#tests/support/paths.ts';
import { killRepeatedly } from '#tests/support/killed-writer.ts';

const scratch = mkdtempSync(join(tmpdir(), 'trong-diem-durability-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const open = (dataDir: string) =>
  openDatabase({ databaseUrl: undefined, dataDir, cacheDir: CACHE_DIR, queryTimeoutMs: 60_000 });

describe('a server killed in the middle of writing (twice)', () => {
  it('keeps every acknowledged transaction, and each of them whole', async () => {
    expect(await killRepeatedly(join(scratch, 'killed'), 2)).toBeGreaterThan(2);
  }, 240_000);
});

/**
 * A power cut keeps of each file only what was flushed. Here the disk is a
 * directory that receives a file's content at the moment it is flushed, and
 * nothing else; PostgreSQL must recover from it.
 */
describe('a power cut', () => {
  const live = join(scratch, 'live');
  const disk = join(scratch, 'disk');
  let pg: PGlite;

  beforeAll(async () => {
    const first = await PGlite.create({ fs: new DurableNodeFs(live), startParams: DURABLE_START });
    await first.exec('create table written (n int primary key, text text)');
    await first.close();
    cpSync(live, disk, { recursive: true });
    const flush = (path: string) => {
      const file = relative('/pglite/data', path);
      if (!existsSync(join(live, file))) return;
      mkdirSync(dirname(join(disk, file)), { recursive: true });
      writeFileSync(join(disk, file), readFileSync(join(live, file)));
    };
    pg = await PGlite.create({ fs: new DurableNodeFs(live, flush), startParams: DURABLE_START });
  }, 120_000);

  const countAfterCut = async (name: string) => {
    const image = join(scratch, name);
    cpSync(disk, image, { recursive: true });
    const recovered = await PGlite.create({ fs: new DurableNodeFs(image), startParams: DURABLE_START });
    const { rows } = await recovered.query<{ n: number; last: number }>(
      'select count(*)::int as n, max(n) as last from written',
    );
    await recovered.close();
    return rows[0];
  };

  it('loses nothing that was committed', async () => {
    for (let n = 1; n <= 40; n++) await pg.query('insert into written values ($1, $2)', [n, 'x'.repeat(2000)]);
    expect(await countAfterCut('after-commits')).toEqual({ n: 40, last: 40 });
  }, 60_000);

  it('loses nothing across a checkpoint', async () => {
    await pg.exec('checkpoint');
    for (let n = 41; n <= 50; n++) await pg.query('insert into written values ($1, $2)', [n, 'y']);
    expect(await countAfterCut('after-checkpoint')).toEqual({ n: 50, last: 50 });
  }, 60_000);

  it('would lose them without our flush: the test can fail', async () => {
    await pg.exec('set synchronous_commit = off');
    await pg.query('insert into written values (51, $1)', ['z']);
    expect(await countAfterCut('after-silence')).toEqual({ n: 50, last: 50 });
    await pg.close();
  }, 60_000);
});

describe('housekeeping', () => {
  it('checkpoints and gathers statistics when the log has grown', async () => {
    const { db, close } = await open(join(scratch, 'house'));
    await sql`create table grown as select i, repeat('x', 100) as t from generate_series(1, 5000) i`.execute(db);
    expect(await keepHouse(db, 100_000)).toBe(true);
    expect(await keepHouse(db, 100_000)).toBe(false);
    const { rows } = await sql`select reltuples::int as n from pg_class where relname = 'grown'`.execute(db);
    expect(rows).toEqual([{ n: 5000 }]);
    await close();
    const walFiles = readdirSync(join(scratch, 'house/database/pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name));
    expect(walFiles.length).toBeLessThan(8);
  }, 60_000);
});

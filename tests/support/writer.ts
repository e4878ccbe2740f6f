import { sql } from 'kysely';
import { openDatabase } from '#server/db/open-database.ts';
import { runInTransaction } from '#server/db/transaction.ts';

/** Writes numbered transactions of three rows and says each number after its commit, until it is killed. */
const [dataDir, cacheDir, from] = process.argv.slice(2);
const { db } = await openDatabase({ databaseUrl: undefined, dataDir, cacheDir, queryTimeoutMs: 60_000 });
await sql`create table if not exists written (n int, part int, text text, primary key (n, part))`.execute(db);
for (let n = Number(from) + 1; ; n++) {
  await runInTransaction(db, async (trx) => {
    for (let part = 1; part <= 3; part++) {
      await sql`insert into written values (${n}, ${part}, ${'Nghệ An '.repeat(200)})`.execute(trx);
    }
  });
  process.stdout.write(`${n}\n`);
}

import { sql, type Kysely } from 'kysely';
import type { Database } from './database.ts';

/**
 * Lets the connection forget its plans. PostgreSQL plans the check of a foreign
 * key once a connection: planned while the table it points at was empty, it
 * reads that whole table for every row, so that the first large file would take
 * time by the square of its rows. Planned again with some rows there it uses the index.
 */
export async function planAnew(db: Kysely<Database>): Promise<void> {
  await sql`discard plans`.execute(db);
}

import { sql, type Kysely } from 'kysely';
import type { Database } from '../database.ts';

const EVERY_MS = 60_000;
/** Log grown beyond this since the last checkpoint: recovery after a crash stays within seconds. */
const MAX_LOG_BYTES = 64 * 1024 * 1024;

/**
 * What PostgreSQL's background processes do on a server and nobody does in a
 * single process: checkpoints, dead rows, statistics.
 * @returns a function that stops it
 */
export function startHousekeeping(db: Kysely<Database>, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void keepHouse(db).catch(onError), EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** @returns true when there was something to do */
export async function keepHouse(db: Kysely<Database>, maxLogBytes = MAX_LOG_BYTES): Promise<boolean> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()
  `.execute(db);
  if (rows[0].bytes <= maxLogBytes) return false;
  await sql`vacuum (analyze)`.execute(db);
  await sql`checkpoint`.execute(db);
  return true;
}

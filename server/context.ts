import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { Database } from './db/database.ts';
import type { Engine } from './db/open-database.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { ProgressBoard } from './jobs/progress.ts';

/** What the server is made of, wired by hand in main.ts (and in tests/support/server.ts), and nowhere else. */
export interface AppContext {
  config: Config;
  /**
   * Outside a transaction only. Endpoints use the `db` they are handed: on the
   * embedded engine there is one connection, and waiting for it inside a
   * transaction that holds it is refused.
   */
  db: Kysely<Database>;
  engine: Engine;
  jobs: Jobs;
  /** How far running work is, told to who waits for it. */
  progress: ProgressBoard;
  log: Logger;
  /** The clock, in ms since 1970 UTC; tests set it. */
  now: () => number;
  dataDir: string;
}

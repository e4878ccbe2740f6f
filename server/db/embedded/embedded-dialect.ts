import {
  AbortedTransactionError,
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import pgUtils from 'pg/lib/utils.js';
import { parserOf } from '../type-parsers.ts';
import { refuseInsideTransaction } from '../transaction.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { SWALLOWED_ERROR, type RawResult } from './protocol.ts';

export interface EmbeddedDialectOptions {
  server: EmbeddedServer;
  queryTimeoutMs: number;
}

/** Kysely over the embedded engine: PostgreSQL's SQL, one connection, first come first served. */
export class EmbeddedDialect implements Dialect {
  readonly #options: EmbeddedDialectOptions;
  constructor(options: EmbeddedDialectOptions) {
    this.#options = options;
  }
  createAdapter() {
    return new PostgresAdapter();
  }
  createDriver() {
    return new EmbeddedDriver(this.#options);
  }
  createQueryCompiler() {
    return new PostgresQueryCompiler();
  }
  createIntrospector(db: Kysely<any>) {
    return new PostgresIntrospector(db);
  }
}

class EmbeddedDriver implements Driver {
  readonly #connection: EmbeddedConnection;
  readonly #queue: (() => void)[] = [];
  #busy = false;

  constructor(options: EmbeddedDialectOptions) {
    this.#connection = new EmbeddedConnection(options);
  }
  async init() {}
  async destroy() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    refuseInsideTransaction();
    if (this.#busy) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#busy = true;
    return this.#connection;
  }

  async releaseConnection() {
    const next = this.#queue.shift();
    if (next) next();
    else this.#busy = false;
  }

  async beginTransaction() {
    await this.#connection.begin();
  }
  async commitTransaction() {
    await this.#connection.end('commit');
  }
  async rollbackTransaction() {
    await this.#connection.end('rollback');
  }
  async savepoint(connection: DatabaseConnection, name: string) {
    await connection.executeQuery(CompiledQuery.raw(`savepoint "${name}"`));
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string) {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint "${name}"`));
  }
  async releaseSavepoint(connection: DatabaseConnection, name: string) {
    await connection.executeQuery(CompiledQuery.raw(`release savepoint "${name}"`));
  }
}

/** A SELECT alone has nothing to take back; the others refuse to run inside a transaction. */
const NEEDS_NO_TRANSACTION = /^\s*(select|vacuum|checkpoint)\b/i;

class EmbeddedConnection implements DatabaseConnection {
  readonly #options: EmbeddedDialectOptions;
  /** The generation of PostgreSQL in which the open transaction lives; undefined when none is open. */
  #generation: number | undefined;
  /** Set when a statement inside the open transaction failed without PostgreSQL knowing. */
  #poisoned: Error | undefined;

  constructor(options: EmbeddedDialectOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#run('begin', [], 'bare');
    this.#generation = this.#options.server.generation;
    this.#poisoned = undefined;
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const poisoned = this.#poisoned;
    const isLost = this.#generation !== this.#options.server.generation;
    this.#generation = undefined;
    this.#poisoned = undefined;
    if (isLost) {
      if (how === 'commit') throw new TransactionLost();
      return;
    }
    const { command } = await this.#run(poisoned ? 'rollback' : how, [], 'bare');
    if (how === 'commit' && poisoned) throw poisoned;
    if (how === 'commit' && command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#poisoned) throw this.#poisoned;
    const isOpen = this.#generation !== undefined;
    if (isOpen && this.#generation !== this.#options.server.generation) throw new TransactionLost();
    try {
      const scope = isOpen ? 'open' : NEEDS_NO_TRANSACTION.test(query.sql) ? 'bare' : 'own';
      return queryResultOf<R>(await this.#run(query.sql, query.parameters.map(textOf), scope));
    } catch (error) {
      if (isOpen && (error as { detail?: string }).detail === SWALLOWED_ERROR) this.#poisoned = error as Error;
      throw error;
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('the embedded engine does not stream rows');
  }

  #run(sql: string, params: (string | null)[], scope: 'own' | 'open' | 'bare'): Promise<RawResult> {
    const { server, queryTimeoutMs } = this.#options;
    return server.run({ kind: 'query', sql, params, scope }, queryTimeoutMs);
  }
}

/** The database was started again while the transaction was open; nothing of it was stored. */
class TransactionLost extends Error {
  constructor() {
    super('the transaction was lost: the embedded database was started again');
    this.name = 'TransactionLost';
  }
}

/** A parameter as the text that pg would send. */
function textOf(value: unknown): string | null {
  const prepared: unknown = pgUtils.prepareValue(value);
  if (prepared === null || prepared === undefined) return null;
  if (prepared instanceof Uint8Array) return `\\x${Buffer.from(prepared).toString('hex')}`;
  return String(prepared);
}

function queryResultOf<R>(raw: RawResult): QueryResult<R> {
  const names = raw.fields.map((field) => field.name);
  const parsers = raw.fields.map((field) => parserOf(field.oid));
  const rows = raw.rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++) row[names[i]] = values[i] === null ? null : parsers[i](values[i]!);
    return row as R;
  });
  const counts = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(raw.command);
  return counts ? { rows, numAffectedRows: BigInt(raw.affectedRows) } : { rows };
}

import {
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
import type { RawResult } from './protocol.ts';

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

class EmbeddedConnection implements DatabaseConnection {
  readonly #options: EmbeddedDialectOptions;
  #inTransaction = false;
  /** Set when a statement inside the open transaction failed without PostgreSQL knowing. */
  #poisoned: Error | undefined;

  constructor(options: EmbeddedDialectOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#run('begin', [], 'bare');
    this.#inTransaction = true;
    this.#poisoned = undefined;
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const poisoned = this.#poisoned;
    this.#inTransaction = false;
    this.#poisoned = undefined;
    if (how === 'commit' && poisoned) {
      await this.#run('rollback', [], 'bare');
      throw poisoned;
    }
    await this.#run(how, [], 'bare');
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#poisoned) throw this.#poisoned;
    try {
      // A SELECT alone has nothing to take back, so it is spared begin and commit.
      const scope = this.#inTransaction ? 'open' : /^\s*select\b/i.test(query.sql) ? 'bare' : 'own';
      return queryResultOf<R>(await this.#run(query.sql, query.parameters.map(textOf), scope));
    } catch (error) {
      if (this.#inTransaction && (error as { detail?: string }).detail === 'GEOS_OR_PROJ') {
        this.#poisoned = error as Error;
      }
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

/** A parameter as the text that pg would send. */
function textOf(value: unknown): string | null {
  const prepared: unknown = pgUtils.prepareValue(value);
  if (prepared === null || prepared === undefined) return null;
  if (prepared instanceof Uint8Array) return `\\x${Buffer.from(prepared).toString('hex')}`;
  return String(prepared as string);
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

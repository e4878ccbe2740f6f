import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js';
import { damaged } from './byte-reader.ts';

let engine: Promise<SqlJsStatic> | undefined;

/**
 * SQLite in WebAssembly (sql.js: the amalgamation, no files, no extensions),
 * once a thread. A hostile database can at worst break its own heap.
 */
export const startSqlite = (): Promise<SqlJsStatic> => (engine ??= initSqlJs());

/**
 * Opens a database read-only in memory, told to distrust what is in it.
 * @throws DomainError file.unreadable
 */
export async function openSqlite(bytes: Uint8Array): Promise<Database> {
  const { Database: Sqlite } = await startSqlite();
  try {
    const db = new Sqlite(bytes);
    db.run('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON');
    return db;
  } catch {
    throw damaged();
  }
}

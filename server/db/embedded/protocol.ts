/** What the main thread and the worker that holds PGlite say to each other. */
export interface OpenMessage {
  dataDir: string;
}

export type Command =
  /** One statement. `scope: 'own'` gives it a transaction of its own; `'open'` runs it inside the one begun before. */
  | { id: number; kind: 'query'; sql: string; params: (string | null)[]; scope: 'own' | 'open' | 'bare' }
  /** Several statements without parameters. */
  | { id: number; kind: 'script'; sql: string }
  | { id: number; kind: 'close' };

export interface RawResult {
  /** First word of the command tag: SELECT, INSERT … */
  command: string;
  affectedRows: number;
  fields: { name: string; oid: number }[];
  /** Values as text, as PostgreSQL sent them. */
  rows: (string | null)[][];
}

/** A PostgreSQL error, field by field, so that both engines throw the same class. */
export interface RawError {
  message: string;
  fields: Record<string, string | undefined>;
}

/** `detail` of the error raised where PostgreSQL sent neither result nor error. */
export const SWALLOWED_ERROR = 'GEOS_OR_PROJ';

export type Reply =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { id: number; kind: 'result'; result: RawResult }
  | { id: number; kind: 'error'; error: RawError };

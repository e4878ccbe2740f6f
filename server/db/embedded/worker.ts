import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, messages, types } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { DURABLE_START, DurableNodeFs } from './durable-node-fs.ts';
import {
  SWALLOWED_ERROR,
  type Command,
  type OpenMessage,
  type RawError,
  type RawResult,
  type Reply,
} from './protocol.ts';

/**
 * The worker thread that holds the embedded PostgreSQL. It runs one command at
 * a time, in the order they come; who may send when is the driver's business.
 */
const port = parentPort!;
const { dataDir } = workerData as OpenMessage;
const say = (reply: Reply) => port.postMessage(reply);

let pg: PGlite;
let last: Promise<void> = Promise.resolve();

async function open(): Promise<void> {
  pg = await PGlite.create({
    fs: new DurableNodeFs(dataDir),
    extensions: { postgis },
    startParams: DURABLE_START,
  });
  // Values travel as text both ways; pg's own parsers make the JavaScript types.
  pg.parsers = {};
  pg.serializers = {};
}

/** @throws when PostgreSQL sent no command tag: a GEOS or PROJ exception was swallowed on the way. */
async function runStatement(sql: string, params: (string | null)[]): Promise<RawResult> {
  const found = (await pg.query<(string | null)[]>(sql, params, { rowMode: 'array', parsers: NO_PARSERS })) as {
    command?: string;
    affectedRows?: number;
    fields: { name: string; dataTypeID: number }[];
    rows: (string | null)[][];
  };
  if (!found.command) throw new Error('NO_COMMAND_TAG');
  return {
    command: found.command,
    affectedRows: found.affectedRows ?? 0,
    fields: found.fields.map((field) => ({ name: field.name, oid: field.dataTypeID })),
    rows: found.rows,
  };
}
const NO_PARSERS = Object.fromEntries(Object.keys(types.parsers).map((oid) => [oid, (text: string) => text]));

async function runInOwnTransaction(sql: string, params: (string | null)[]): Promise<RawResult> {
  await pg.exec('begin');
  try {
    const result = await runStatement(sql, params);
    await pg.exec('commit');
    return result;
  } catch (error) {
    await pg.exec('rollback');
    throw error;
  }
}

const EMPTY: RawResult = { command: 'SCRIPT', affectedRows: 0, fields: [], rows: [] };

async function run(command: Command): Promise<RawResult> {
  switch (command.kind) {
    case 'query':
      return command.scope === 'own'
        ? runInOwnTransaction(command.sql, command.params)
        : runStatement(command.sql, command.params);
    case 'script':
      await pg.exec(command.sql);
      return EMPTY;
    case 'close':
      await pg.close();
      return EMPTY;
  }
}

function rawErrorOf(error: unknown): RawError {
  if (error instanceof messages.DatabaseError) {
    const { name: _, length: __, message, ...fields } = error;
    return { message: message || error.message, fields: pickText({ ...fields }) };
  }
  if (error instanceof Error && error.message === 'NO_COMMAND_TAG') {
    return {
      message: 'the embedded engine gave no command tag: a geometry function failed inside it',
      fields: { code: 'XX000', severity: 'ERROR', detail: SWALLOWED_ERROR },
    };
  }
  return { message: error instanceof Error ? error.message : String(error), fields: { code: 'XX000' } };
}

function pickText(fields: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
}

port.on('message', (command: Command) => {
  last = last.then(async () => {
    try {
      say({ id: command.id, kind: 'result', result: await run(command) });
    } catch (error) {
      say({ id: command.id, kind: 'error', error: rawErrorOf(error) });
    }
  });
});

try {
  await open();
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

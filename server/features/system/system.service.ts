import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Health, Session } from '#geo/contract/system.contract.ts';
import { permissionsOf } from '#geo/domain/permission.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getEngineVersions, getMeta } from '../../db/meta.sql.ts';
import { IDENTITIES, type Identity } from '../../http/identities.ts';

/** A monitor gives up after some seconds: it is told the last known state before that. */
const ANSWER_WITHIN_MS = 2000;

interface Pulse {
  last?: Health;
  /** Questions that the database has not answered yet; while one is overdue no more are put. */
  overdue: number;
}
const pulses = new WeakMap<AppContext, Pulse>();

/**
 * State of the server as the database has it. Where the database does not
 * answer within two seconds (on the embedded engine a long import holds its one
 * connection) the last known state is given, marked busy.
 */
export async function getHealth(ctx: AppContext, db: Kysely<Database>): Promise<Health> {
  const pulse = pulses.get(ctx) ?? { overdue: 0 };
  pulses.set(ctx, pulse);
  if (pulse.last && pulse.overdue > 0) return { ...pulse.last, busy: true };
  const asked = readHealth(ctx, db).then((health) => (pulse.last = health));
  if (!pulse.last) return asked;
  const known = pulse.last;
  const inTime = new AbortController();
  const late = sleep(ANSWER_WITHIN_MS, undefined, { signal: inTime.signal, ref: false }).then((): Health => {
    pulse.overdue++;
    void asked.catch(() => {}).finally(() => pulse.overdue--);
    return { ...known, busy: true };
  });
  late.catch(() => {}); // the answer came first
  return Promise.race([asked, late]).finally(() => inTime.abort());
}

async function readHealth(ctx: AppContext, db: Kysely<Database>): Promise<Health> {
  const [meta, versions] = [await getMeta(db), await getEngineVersions(db)];
  return {
    status: 'ok',
    engine: ctx.engine,
    ...versions,
    version: packageJson.version,
    dataVersion: meta.data_version,
    hasDemoData: meta.has_demo_data,
    demoMode: meta.has_demo_data && ctx.config.isLoopback,
  };
}

export function sessionOf(identity: Identity): Session {
  return { identity, identities: [...IDENTITIES], permissions: permissionsOf(identity.role) };
}

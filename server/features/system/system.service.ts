import type { Kysely } from 'kysely';
import type { Health, Session } from '#geo/contract/system.contract.ts';
import { permissionsOf } from '#geo/domain/permission.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getEngineVersions, getMeta } from '../../db/meta.sql.ts';
import { IDENTITIES, type Identity } from '../../http/identities.ts';

export async function getHealth(ctx: AppContext, db: Kysely<Database>): Promise<Health> {
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

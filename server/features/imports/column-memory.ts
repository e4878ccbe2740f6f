import type { Kysely } from 'kysely';
import type { ColumnMapping, ImportKind, ImportPreview } from '#geo/contract/imports.contract.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { layoutOf } from './column-mapping.ts';
import { listMappings, storeMapping } from './imports.sql.ts';

/** An agency sends files of a handful of layouts; older ones are not looked through. */
const MOST_LAYOUTS = 200;

/** What the sender's columns meant before, by {@link layoutOf}. */
export async function rememberedMappings(
  db: Kysely<Database>,
  identity: Identity,
  kind: ImportKind,
): Promise<Record<string, ColumnMapping>> {
  const rows = await listMappings(db, identity.orgUnitId, kind, MOST_LAYOUTS);
  return Object.fromEntries(rows.map(({ headings_sha256, mapping }) => [headings_sha256, mapping]));
}

/**
 * Remembers what a person said of the columns, for the agency's next file of
 * this layout; where every column was recognised by its name there is nothing to remember.
 */
export async function rememberMapping(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { kind, columns }: Pick<ImportPreview, 'kind' | 'columns'>,
): Promise<void> {
  if (!columns.some(({ by }) => by === 'chosen' || by === 'remembered')) return;
  await storeMapping(db, {
    org_unit_id: identity.orgUnitId,
    kind,
    headings_sha256: layoutOf(columns.map(({ header }) => header)),
    mapping: JSON.stringify(Object.fromEntries(columns.map(({ header, field }) => [header, field]))),
    used_at: new Date(ctx.now()),
  });
}

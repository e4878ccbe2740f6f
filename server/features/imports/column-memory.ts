import type { Kysely } from 'kysely';
import type { ImportKind, ImportPreview } from '#geo/contract/imports.contract.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { layoutOf, type RememberedLayout } from './column-mapping.ts';
import { deleteMapping, listMappings, storeMapping } from './imports.sql.ts';

/** An agency sends files of a handful of layouts; older ones are not looked through. */
const MOST_LAYOUTS = 200;
/**
 * What a sender's next file of a layout says again. Never a day, a place or a
 * document: those belong to one file, and nobody would notice an old one.
 */
const LASTING_FIELDS = new Set([
  'type',
  'lead',
  'partners',
  'subScheme',
  'status',
  'evidence',
  'howFound',
  'reportedTo',
  'extent',
  'placePrecision',
  'uncertaintyM',
]);

/** What the sender's columns meant before, by {@link layoutOf}. */
export async function rememberedMappings(
  db: Kysely<Database>,
  identity: Identity,
  kind: ImportKind,
): Promise<Record<string, RememberedLayout>> {
  const rows = await listMappings(db, identity.orgUnitId, kind, MOST_LAYOUTS);
  return Object.fromEntries(
    rows.map(({ headings_sha256, mapping, constants }) => [headings_sha256, { mapping, constants }]),
  );
}

/**
 * Remembers what a person said of the columns and of all rows, for the agency's
 * next file of this layout. Where every column was recognised by its name and
 * nothing was said there is nothing to remember, and what was is forgotten.
 */
export async function rememberMapping(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { kind, columns, constants }: Pick<ImportPreview, 'kind' | 'columns' | 'constants'>,
): Promise<void> {
  const headings_sha256 = layoutOf(columns.map(({ header }) => header));
  const layout = { org_unit_id: identity.orgUnitId, kind, headings_sha256 };
  const lasting = constants.filter(({ field }) => LASTING_FIELDS.has(field));
  if (lasting.length === 0 && !columns.some(({ by }) => by === 'chosen' || by === 'remembered')) {
    return deleteMapping(db, layout);
  }
  await storeMapping(db, {
    ...layout,
    mapping: JSON.stringify(Object.fromEntries(columns.map(({ header, field }) => [header, field]))),
    constants: JSON.stringify(Object.fromEntries(lasting.map(({ field, text }) => [field, text]))),
    used_at: new Date(ctx.now()),
  });
}

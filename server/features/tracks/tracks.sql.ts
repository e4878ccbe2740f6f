import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { TrackPreviewTable } from './tracks.table.ts';

/** Keeps a preview; those past their hour go. */
export async function insertTrackPreview(
  db: Kysely<Database>,
  preview: Insertable<TrackPreviewTable>,
  now: Date,
): Promise<void> {
  await db.deleteFrom('track_preview').where('expires_at', '<=', now).execute();
  await db.insertInto('track_preview').values(preview).execute();
}

/** A preview of this person, its row locked: of two confirmations at the same time the second finds none. */
export async function lockTrackPreview(
  db: Kysely<Database>,
  id: string,
  identityId: string,
): Promise<Selectable<TrackPreviewTable> | undefined> {
  return db
    .selectFrom('track_preview')
    .selectAll()
    .where('id', '=', id)
    .where('identity_id', '=', identityId)
    .forUpdate()
    .executeTakeFirst();
}

export async function deleteTrackPreview(db: Kysely<Database>, id: string, identityId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('track_preview')
    .where('id', '=', id)
    .where('identity_id', '=', identityId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

import type { Kysely } from 'kysely';
import type { Database } from '../../db/database.ts';

/** Remembers that the demo year was loaded or removed, so that it is not loaded again. */
export async function setDemoState(db: Kysely<Database>, hasDemoData: boolean, decidedAt: Date): Promise<void> {
  await db.updateTable('meta').set({ has_demo_data: hasDemoData, demo_decided_at: decidedAt }).execute();
}

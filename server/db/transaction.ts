import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';

const scope = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. Use this
 * rather than `db.transaction()`: it knows that one is open, so that asking
 * for the outer `db` inside it fails at once instead of waiting for ever.
 */
export function runInTransaction<T>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute((trx) => {
    const state = { open: true };
    return scope.run(state, () => work(trx)).finally(() => (state.open = false));
  });
}

/** @throws when the caller already holds the only connection. */
export function refuseInsideTransaction(): void {
  if (scope.getStore()?.open) {
    throw new Error('ctx.db used while a transaction is open: use the db that was handed to the endpoint');
  }
}

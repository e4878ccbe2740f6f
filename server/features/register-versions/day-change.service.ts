import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import { runInTransaction } from '../../db/transaction.ts';
import { bringIntoForce } from './register-versions.service.ts';

/** The day that was last brought into force, by server. */
const broughtOn = new WeakMap<AppContext, DayString>();

/**
 * Brings the versions that begin today into force on the map, once a day: to be
 * called at the start and often afterwards. A call on the same day does nothing.
 * @returns whether a day began
 */
export async function bringDayIntoForce(ctx: AppContext): Promise<boolean> {
  const todayOn = dayOfInstant(ctx.now());
  if (broughtOn.get(ctx) === todayOn) return false;
  await runInTransaction(ctx.db, (trx) => bringIntoForce(ctx, trx));
  broughtOn.set(ctx, todayOn);
  return true;
}

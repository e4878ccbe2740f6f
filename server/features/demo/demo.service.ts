import type { Kysely } from 'kysely';
import type { DemoData } from '#data/demo/generate-demo-year.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { bumpDataVersion, getMeta } from '../../db/meta.sql.ts';
import { runInTransaction } from '../../db/transaction.ts';
import { recordAudit, SYSTEM_ACTOR, type Actor } from '../audit/audit.service.ts';
import { removeDemoIncidents, storeIncidents } from '../incidents/incidents.service.ts';
import { removeDemoMeasures, storeMeasures } from '../measures/measures.service.ts';
import { getRegister } from '../register/register.service.ts';
import { removeDemoReports, storeDemoReports } from '../reports/reports.service.ts';
import { setDemoState } from './demo.sql.ts';

export type DemoGenerator = (register: RegisterData) => Promise<DemoData> | DemoData;

/** The demo year of the project, generated when it is needed: it is not stored in the repository. */
async function generateDefault(register: RegisterData): Promise<DemoData> {
  const { generateDemoYear } = await import('#data/demo/generate-demo-year.ts');
  return generateDemoYear(register);
}

/**
 * Loads the demo year into a database where that was never decided; once it
 * was loaded, removed or declined, it never comes back by itself.
 * @returns true when it was loaded now
 */
export async function loadDemoIfFirst(ctx: AppContext, generate: DemoGenerator = generateDefault): Promise<boolean> {
  if ((await getMeta(ctx.db)).demo_decided_at !== null) return false;
  const register = await getRegister(ctx, ctx.db);
  const { measures, incidents, reports } = await generate(register);
  return runInTransaction(ctx.db, async (trx) => {
    if ((await getMeta(trx)).demo_decided_at !== null) return false;
    await storeMeasures(trx, register, measures);
    await storeIncidents(trx, register, incidents);
    await storeDemoReports(ctx, trx, reports);
    await setDemoState(trx, true, new Date(ctx.now()));
    await recordAudit(ctx, trx, SYSTEM_ACTOR, {
      action: 'demo.load',
      subjectKind: 'demo',
      subjectCount: measures.length + incidents.length + reports.length,
      detail: { measures: measures.length, incidents: incidents.length, reports: reports.length },
    });
    await bumpDataVersion(trx);
    return true;
  });
}

/** Removes every demo record for good. Call it with a transaction. */
export async function removeDemo(
  ctx: AppContext,
  db: Kysely<Database>,
  actor: Actor = SYSTEM_ACTOR,
): Promise<{ measures: number; incidents: number; reports: number }> {
  const removed = {
    measures: await removeDemoMeasures(db),
    incidents: await removeDemoIncidents(db),
    reports: await removeDemoReports(db),
  };
  await setDemoState(db, false, new Date(ctx.now()));
  await recordAudit(ctx, db, actor, {
    action: 'demo.remove',
    subjectKind: 'demo',
    subjectCount: removed.measures + removed.incidents + removed.reports,
    detail: removed,
  });
  await bumpDataVersion(db);
  return removed;
}

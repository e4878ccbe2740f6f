import type { Kysely } from 'kysely';
import type { CoveragePolicy } from '#geo/domain/policy.ts';
import type { Database } from '../../db/database.ts';
import { getPolicyInForce } from './coverage.sql.ts';

/** The policy by which figures are computed now, for features that measure as the figures do. */
export async function getPolicy(db: Kysely<Database>): Promise<CoveragePolicy> {
  return getPolicyInForce(db);
}

import type { Kysely } from 'kysely';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Viewer } from '#geo/domain/precision.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { selectMeasuresById } from './list-measures.sql.ts';
import { measureFromRow, writtenPlaceOf } from './measure-row.ts';
import { measureViewOf } from './measure-view.ts';

/** What a line of a list says of a measure. */
export type MeasureLine = Pick<
  MeasureView,
  'id' | 'type' | 'firstOn' | 'lastOn' | 'status' | 'placeVi' | 'placeEn' | 'enteredByOrgUnitId'
>;

/**
 * Lines for measures of these ids, as `viewer` may see them; what does not
 * exist is left out. Whoever calls it says so in the audit log where exact
 * places of others are among them.
 */
export async function loadMeasureLines(
  db: Kysely<Database>,
  ids: readonly string[],
  viewer: Viewer,
  register: RegisterSnapshot,
): Promise<Map<string, MeasureLine>> {
  const rows = await selectMeasuresById(db, [...new Set(ids)]);
  return new Map(
    rows.map((row) => {
      const { id, type, firstOn, lastOn, status, placeVi, placeEn, enteredByOrgUnitId } = measureViewOf(
        measureFromRow(row, register),
        writtenPlaceOf(row),
        row.commune_ids,
        viewer,
        register,
        { source: null, supersededBy: null, mergedFrom: [] },
      );
      return [id, { id, type, firstOn, lastOn, status, placeVi, placeEn, enteredByOrgUnitId }];
    }),
  );
}

import type { Kysely } from 'kysely';
import type { RegisterChanged } from '#geo/contract/register-versions.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { memberIdOf } from '#geo/domain/member-id.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { appendVersion, oneEditAtATime } from '../register/edit-register.service.ts';
import type { MemberVersion } from '../register/member-history.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { bringIntoForce, EARLIEST_ON, entryOf, orderFaults, type Order } from './register-versions.service.ts';
import { refuseFaults } from './edited-records.ts';

/** What is said of every new member. */
export interface Addition extends Omit<Order, 'baseVersion'> {
  id?: string;
  nameVi: string;
}

/**
 * Adds a member to the register as its first version.
 * @param make the member's record under its id
 * @throws DomainError conflict.duplicate where a member had the id, ever; the addition's faults
 */
export async function addMember(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  unitClass: UnitClass,
  add: Addition,
  make: (id: string, register: RegisterSnapshot) => MemberVersion['record'],
): Promise<RegisterChanged> {
  const todayOn = dayOfInstant(ctx.now());
  if (!add.preview) await oneEditAtATime(db);
  const register = await getRegister(ctx, db);
  const isTaken = (id: string) => register.history[unitClass].has(id);
  const id = add.id ?? memberIdOf(unitClass, add.nameVi, isTaken);
  if (isTaken(id)) throw duplicateId(id);
  refuseFaults(orderFaults(add, register, EARLIEST_ON, todayOn));
  const draft: MemberVersion = {
    unitClass,
    memberId: id,
    version: 1,
    kind: 'add',
    validFromOn: add.fromOn,
    record: make(id, register),
    legalSource: add.legalSource,
    note: add.note,
    identityId: identity.id,
    orgUnitId: identity.orgUnitId,
    madeAt: new Date(ctx.now()).toISOString(),
  };
  const stored = add.preview ? draft : await appendVersion(db, draft, 0);
  if (!add.preview) {
    await bringIntoForce(ctx, db);
    await recordAudit(ctx, db, identity, {
      action: 'register.add',
      subjectKind: 'register',
      subjectVersion: stored.version,
      detail: { unitClass, memberId: id, fromOn: add.fromOn },
    });
  }
  return { stored: !add.preview, version: entryOf(stored, [stored], todayOn), shifts: null };
}

function duplicateId(id: string): DomainError {
  return new DomainError(
    'conflict.duplicate',
    { vi: `Danh mục đã có mã “${id}”.`, en: `The register has a member “${id}” already.` },
    { path: 'id' },
  );
}

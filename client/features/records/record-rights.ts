import type { Register } from '#geo/contract/register.contract.ts';
import type { Session } from '#geo/contract/system.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Permission } from '#geo/domain/permission.ts';
import type { Words } from '../coverage/figure-text.ts';

/** Why something cannot be done, in words; undefined when it can. */
export type Refusal = string | undefined;

interface Asked {
  session: Session | undefined;
  register: Register | undefined;
  words: Words;
}

/** Whether `unitId` is `ancestorId` or below it. */
export function isWithin(register: Register | undefined, unitId: string, ancestorId: string): boolean {
  const seen = new Set<string>();
  for (let id: string | null | undefined = unitId; id && !seen.has(id);) {
    if (id === ancestorId) return true;
    seen.add(id);
    id = register?.orgUnits.find((unit) => unit.id === id)?.parentId;
  }
  return false;
}

function permissionRefusal(permission: Permission, { session, words }: Asked): Refusal {
  if (!session) return words.t('common.loading');
  if (session.permissions.includes(permission)) return undefined;
  return words.t('record.denied.permission', { who: words.name(session.identity) });
}

/** Adding records, importing, removing demo data. */
export function mayDo(permission: Permission, asked: Asked): Refusal {
  return permissionRefusal(permission, asked);
}

/** Editing or deleting a record belongs to the agency that entered it, with its subordinate units. */
export function mayChange(record: { enteredByOrgUnitId: string }, permission: Permission, asked: Asked): Refusal {
  const refusal = permissionRefusal(permission, asked);
  if (refusal) return refusal;
  const { session, register, words } = asked;
  if (isWithin(register, record.enteredByOrgUnitId, session!.identity.orgUnitId)) return undefined;
  const agency = register?.orgUnits.find((unit) => unit.id === record.enteredByOrgUnitId);
  return words.t('record.denied.agency', { who: agency ? words.name(agency) : record.enteredByOrgUnitId });
}

/** Verifying: a measure that is done, by someone else than its author. */
export function mayVerify(measure: Pick<MeasureView, 'status' | 'authorId'>, asked: Asked): Refusal {
  const refusal = permissionRefusal('measure.verify', asked);
  if (refusal) return refusal;
  if (measure.status === 'planned') return asked.words.t('record.denied.planned');
  if (measure.status === 'verified') return asked.words.t('record.denied.verified');
  return measure.authorId === asked.session!.identity.id ? asked.words.t('record.denied.author') : undefined;
}

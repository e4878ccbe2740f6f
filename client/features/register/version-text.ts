import type { RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import type { Session } from '#geo/contract/system.contract.ts';
import { addDays } from '#geo/domain/period.ts';
import type { Words } from '../coverage/figure-text.ts';

/** The days in which a version is in force, the last one included as people write it. */
export function spanText(
  { kind, validFromOn, validUntilOn }: Pick<RegisterVersion, 'kind' | 'validFromOn' | 'validUntilOn'>,
  { t, format }: Words,
): string {
  const from = validFromOn === null ? null : format.day(validFromOn);
  const last = validUntilOn === null ? null : format.day(addDays(validUntilOn, -1));
  if (kind === 'retire') return t('register.span.retired', { from: from ?? '' });
  if (from && last) return t('register.span.between', { from, last });
  if (from) return t('register.span.from', { from });
  return last ? t('register.span.until', { last }) : t('register.span.always');
}

/** Who made a version, and when: `Quản trị danh mục, Công an tỉnh · 25/11/2026 09:30`. */
export function madeByText(
  { byIdentityId, madeAt }: Pick<RegisterVersion, 'byIdentityId' | 'madeAt'>,
  identities: Session['identities'],
  agency: string,
  words: Words,
): string {
  const time = words.format.instant(madeAt);
  if (byIdentityId === 'system') return `${words.t('register.bySystem')} · ${time}`;
  const identity = identities.find(({ id }) => id === byIdentityId);
  return `${identity ? words.name(identity) : byIdentityId}, ${agency} · ${time}`;
}

import type { Area } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { DomainError, type Fault, type Message } from '#geo/domain/errors.ts';
import { newestVersion } from '#geo/domain/member-versions.ts';
import { dayLabel } from '#geo/domain/period-label.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import { fault } from '#geo/domain/record-rules.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { findIdentity } from '../../http/identities.ts';
import type { MemberVersion } from '../register/member-history.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';

/** Fields that follow from others, and how the field is called that a person changes. */
const FOLLOWS: Readonly<Record<UnitClass, Readonly<Record<string, string>>>> = {
  route: { coordinates: 'line', measuresM: 'line', accuracyM: 'line', insideM: 'line', lengthM: 'line' },
  area: { areaM2: 'communeIds', labelPoint: 'communeIds' },
  site: {},
};

/**
 * Refuses a change that was made against another version than the newest, with
 * both states field by field: what the editor saw, and what it is now.
 * @throws DomainError conflict.version
 */
export function refuseStaleChange(
  versions: readonly MemberVersion[],
  seenVersion: number,
  register: RegisterSnapshot,
): void {
  const newest = newestVersion(versions);
  if (newest.version === seenVersion) return;
  const seen = versions.find(({ version }) => version === seenVersion);
  const message = seen ? overtaken(newest, seenVersion, register) : takenBack(newest, seenVersion);
  const faults = seen ? differences(seen, newest) : [];
  throw new DomainError('conflict.version', message, { path: 'baseVersion' }, [
    fault('conflict.version', 'baseVersion', message),
    ...faults,
  ]);
}

function overtaken(newest: MemberVersion, seenVersion: number, register: RegisterSnapshot): Message {
  const { identityId, orgUnitId, madeAt, version, record } = newest;
  const identity = findIdentity(identityId);
  const unit = register.orgUnitsById.get(orgUnitId);
  const [vi, en] = [identity?.nameVi ?? unit?.nameVi ?? identityId, identity?.nameEn ?? unit?.nameEn ?? identityId];
  const day = dayOfInstant(Date.parse(madeAt));
  return {
    vi: `“${record.nameVi}” đã có bản ${version} (${vi}, ${dayLabel(day, 'vi')}); bạn sửa trên bản ${seenVersion}. Chưa lưu gì: so hai bản rồi gửi lại.`,
    en: `“${record.nameEn}” has version ${version} by now (${en}, ${dayLabel(day, 'en')}); yours started from version ${seenVersion}. Nothing is stored: compare the two, then send again.`,
  };
}

function takenBack(newest: MemberVersion, seenVersion: number): Message {
  return {
    vi: `Bản ${seenVersion} không còn: đã được rút lại; bản mới nhất là bản ${newest.version}. Chưa lưu gì: xem lại rồi gửi tiếp.`,
    en: `Version ${seenVersion} is gone: it was taken back; the newest is version ${newest.version}. Nothing is stored: look again, then send again.`,
  };
}

function differences(seen: MemberVersion, newest: MemberVersion): Fault[] {
  if (newest.kind === 'retire') {
    const day = newest.validFromOn!;
    return [
      fault('conflict.version', 'validUntilOn', {
        vi: `Nay đã ra khỏi danh mục từ ngày ${dayLabel(day, 'vi')}.`,
        en: `Retired by now from ${dayLabel(day, 'en')}.`,
      }),
    ];
  }
  const changed = new Set<string>();
  const [before, now] = [seen.record, newest.record] as unknown as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (JSON.stringify(before[key]) !== JSON.stringify(now[key])) changed.add(FOLLOWS[seen.unitClass][key] ?? key);
  }
  return [...changed].map((field) => {
    const told = (record: MemberVersion['record'], lang: 'vi' | 'en') => stateOf(record, field, lang);
    return fault('conflict.version', field, {
      vi: `Bạn đã xem: ${told(seen.record, 'vi')}. Nay: ${told(newest.record, 'vi')}.`,
      en: `You saw: ${told(seen.record, 'en')}. Now: ${told(newest.record, 'en')}.`,
    });
  });
}

/** A field of a record in a few words. */
function stateOf(record: MemberVersion['record'], field: string, lang: 'vi' | 'en'): string {
  const count = (n: number, vi: string, en: string) => `${n} ${lang === 'vi' ? vi : en}`;
  const km = (m: number) =>
    `${(m / 1000).toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })} km`;
  switch (field) {
    case 'line': {
      const { coordinates, lengthM } = record as Route;
      return `${count(coordinates.length, 'đỉnh', 'vertices')}, ${km(lengthM)}`;
    }
    case 'kmPosts':
      return count((record as Route).kmPosts.length, 'cột km', 'km posts');
    case 'communeIds':
      return count((record as Area).communeIds.length, 'xã, phường', 'communes');
    case 'point':
      return (record as Site).point.join(', ');
    default: {
      const value = (record as unknown as Record<string, unknown>)[field];
      if (typeof value === 'boolean') return value ? (lang === 'vi' ? 'có' : 'yes') : lang === 'vi' ? 'không' : 'no';
      if (value === null || value === undefined || value === '') return lang === 'vi' ? 'trống' : 'empty';
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      return `“${text.length > 120 ? `${text.slice(0, 119)}…` : text}”`;
    }
  }
}

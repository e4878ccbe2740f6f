import type { Message } from '../domain/errors.ts';
import type { Measure } from '../domain/measure.ts';
import type { Finding, FindingKind } from '../domain/quality.ts';

/** Makes a finding whose key and order do not depend on the order of the records. */
export function findingOf(
  kind: FindingKind,
  records: readonly Measure[],
  reason: Message,
  advice: Message,
  shares: Pick<Finding, 'timeShare' | 'placeShare'> = {},
): Finding {
  const sorted = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  return {
    key: findingKey(kind, ids),
    kind,
    records: sorted.map(({ id, version }) => ({ id, version })),
    senderIds: [...new Set(sorted.map(({ enteredByOrgUnitId }) => enteredByOrgUnitId))].sort(),
    reason,
    advice,
    ...shares,
  };
}

/** Names a finding by its kind and records, in whatever order they come. */
export function findingKey(kind: FindingKind, ids: readonly string[]): string {
  return `${kind}:${ids.length === 1 ? ids[0] : hashText(ids.toSorted().join())}`;
}

/** What was looked at: changes when any of the records does. */
export function versionsOf(records: Finding['records']): string {
  return hashText(
    records
      .map(({ id, version }) => `${id}@${version}`)
      .sort()
      .join(),
  );
}

/** 53 bits of a text in hexadecimal (two 32-bit multiplicative hashes, as in `cyrb53`); for names, not for secrets. */
export function hashText(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(16).padStart(14, '0');
}

/** `1 234,5` as each language writes it, with at most one decimal. */
export function inBoth(value: number): Message {
  const text = (Math.round(value * 10) / 10).toString();
  const [whole, rest] = text.split('.');
  const grouped = (mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  return { vi: grouped('.') + (rest ? `,${rest}` : ''), en: grouped(',') + (rest ? `.${rest}` : '') };
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

import type { UnitClass } from './coverage.ts';
import { nameKey } from './folded-text.ts';

/** “Quốc lộ 16”, “QL.16”, “Tỉnh lộ 534B”: the number on the posts names the road. */
const NUMBERED = /^(?:quoc lo|ql) ?(\d+[a-z]?)$|^(?:duong tinh|tinh lo|dt|tl) ?(\d+[a-z]?)$/;
const LONGEST = 60;

/**
 * An id for a new member made from its Vietnamese name: `QL16`, `TL534B`,
 * `cua-khau-tam-hop`; with a number behind it where it is taken.
 */
export function memberIdOf(unitClass: UnitClass, nameVi: string, isTaken: (id: string) => boolean): string {
  const key = nameKey(nameVi);
  const numbered = unitClass === 'route' ? NUMBERED.exec(key) : null;
  const plain = key
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const wanted = numbered
    ? `${numbered[1] ? 'QL' : 'TL'}${(numbered[1] ?? numbered[2]).toUpperCase()}`
    : plain || unitClass;
  if (!isTaken(wanted)) return wanted;
  for (let n = 2; ; n++) if (!isTaken(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

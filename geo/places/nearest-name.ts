import { nameKey } from '../domain/folded-text.ts';

const MOST = 3;
/** Share of letter pairs in common below which two names do not look alike. */
const LEAST_SIMILAR = 0.45;
/** No more texts than this are remembered. */
const MOST_REMEMBERED = 10_000;

function pairsOf(text: string): Set<string> {
  const key = ` ${nameKey(text.slice(0, 100))} `;
  return new Set(Array.from({ length: key.length - 1 }, (_, i) => key.slice(i, i + 2)));
}

/** Dice's coefficient of two sets of letter pairs, 0 to 1. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

/**
 * A function that names up to three members whose name looks like a text,
 * likest first, without regard to accents and case; each text is sought once.
 */
export function nearestName<T>(
  members: readonly T[],
  namesOf: (member: T) => readonly string[],
): (text: string) => readonly T[] {
  let names: { member: T; pairs: Set<string>[] }[] | undefined;
  const sought = new Map<string, readonly T[]>();
  return (text) => {
    const before = sought.get(text);
    if (before) return before;
    names ??= members.map((member) => ({ member, pairs: namesOf(member).map(pairsOf) }));
    const wanted = pairsOf(text);
    const found = names
      .map(({ member, pairs }) => ({ member, score: Math.max(...pairs.map((p) => similarity(p, wanted))) }))
      .filter(({ score }) => score >= LEAST_SIMILAR)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST)
      .map(({ member }) => member);
    if (sought.size < MOST_REMEMBERED) sought.set(text, found);
    return found;
  };
}

/** Which version holds a field: one's own, or the server's. */
export type Side = 'mine' | 'theirs';

/** A field that reads differently in the two versions. */
export interface Difference<F extends string> {
  field: F;
  /** Who moved it away from what both began with; `both` needs a decision. */
  changedBy: Side | 'both';
}

/** Keys in order, so that two objects with the same content read the same. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]));
}
const isSame = (a: unknown, b: unknown) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** Fields that stand or fall together: the days, the agencies. */
export type FieldGroups<T, F extends string> = Readonly<Record<F, readonly (keyof T)[]>>;
const partOf = <T>(record: T, keys: readonly (keyof T)[]) => keys.map((key) => record[key]);

/**
 * Where my version and the one on the server differ, measured against the
 * version that both began with. Fields in which they agree are left out.
 */
export function differences<T, F extends string>(
  groups: FieldGroups<T, F>,
  base: T,
  mine: T,
  theirs: T,
): Difference<F>[] {
  return (Object.keys(groups) as F[]).flatMap((field): Difference<F>[] => {
    const [b, m, t] = [base, mine, theirs].map((record) => partOf(record, groups[field]));
    if (isSame(m, t)) return [];
    return [{ field, changedBy: isSame(m, b) ? 'theirs' : isSame(t, b) ? 'mine' : 'both' }];
  });
}

/** What is taken before the person decides: each change that only one of the two made. */
export function firstChoices<F extends string>(found: readonly Difference<F>[]): Partial<Record<F, Side>> {
  return Object.fromEntries(
    found.flatMap(({ field, changedBy }) => (changedBy === 'both' ? [] : [[field, changedBy]])),
  ) as Partial<Record<F, Side>>;
}

/** Whether every difference has been decided. */
export function isDecided<F extends string>(
  found: readonly Difference<F>[],
  choices: Partial<Record<F, Side>>,
): boolean {
  return found.every(({ field }) => choices[field] !== undefined);
}

/** The server's version with my fields where I chose mine. */
export function merged<T extends object, F extends string>(
  groups: FieldGroups<T, F>,
  mine: T,
  theirs: T,
  choices: Partial<Record<F, Side>>,
): T {
  const taken = (Object.keys(groups) as F[]).filter((field) => choices[field] === 'mine');
  return taken.reduce(
    (record, field) => ({ ...record, ...Object.fromEntries(groups[field].map((key) => [key, mine[key]])) }),
    { ...theirs },
  );
}

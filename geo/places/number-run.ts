/** The whole and grouped readings of digits with one kind of mark. */
function isGrouped(parts: readonly string[]): boolean {
  const [first, ...groups] = parts;
  return groups.length > 0 && /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

/**
 * Every number that a run of digits, points and commas can be: `18,67` and
 * `18.67`; `2.065.680,79`; `599.195` is both 599.195 and 599 195, since only
 * what it measures can tell. Empty where it is none.
 */
export function numbersOf(run: string): number[] {
  const marks = run.replace(/\d/g, '');
  if (marks === '') return [Number(run)];
  const last = marks[marks.length - 1];
  const other = last === '.' ? ',' : '.';
  const at = run.lastIndexOf(last);
  const [whole, decimals] = [run.slice(0, at), run.slice(at + 1)];
  if (whole === '' || decimals === '') return [];
  if (marks.includes(other)) {
    if (whole.includes(last) || !isGrouped(whole.split(other))) return [];
    return [Number(`${whole.replaceAll(other, '')}.${decimals}`)];
  }
  const grouped = isGrouped(run.split(last)) ? [Number(run.replaceAll(last, ''))] : [];
  return marks.length === 1 ? [Number(`${whole}.${decimals}`), ...grouped] : grouped;
}

/** The two numbers that one run holds where the comma parts them without a space: `18.67,105.69`, `18,67,105,69`. */
export function pairOf(run: string): [string, string] | undefined {
  const parts = run.split(',');
  if (parts.length === 2 && parts.every((part) => /^\d+\.\d+$/.test(part))) return [parts[0], parts[1]];
  if (parts.length === 4 && parts.every((part) => /^\d+$/.test(part))) {
    return [`${parts[0]}.${parts[1]}`, `${parts[2]}.${parts[3]}`];
  }
  return undefined;
}

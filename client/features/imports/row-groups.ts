import type { ImportPreview } from '#geo/contract/imports.contract.ts';

export type RowGroup = 'bad' | 'waiting' | 'good';

/** The rows of a file by what can be done with them: what stops the storing first, the good always. */
export function rowGroups({
  good,
  badTotal,
  waiting,
}: Pick<ImportPreview, 'good' | 'badTotal' | 'waiting'>): { group: RowGroup; rows: number }[] {
  const groups: { group: RowGroup; rows: number }[] = [
    { group: 'bad', rows: badTotal },
    { group: 'waiting', rows: waiting },
    { group: 'good', rows: good },
  ];
  return groups.filter(({ group, rows }) => group === 'good' || rows > 0);
}

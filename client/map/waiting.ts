import type { Query } from '@tanstack/svelte-query';
import type { Collected } from '../api/all-pages.ts';
import type { MessageKey } from '../text/messages.ts';

/** What the map shows from a query, by the beginning of its key; anything else is not the map's business. */
const WAITING_FOR: readonly { key: readonly string[]; text: MessageKey }[] = [
  { key: ['records', 'indicator1'], text: 'status.coverage' },
  { key: ['run'], text: 'status.coverage' },
  { key: ['records', 'measures', 'map'], text: 'status.measures' },
  { key: ['records', 'incidents', 'map'], text: 'status.incidents' },
  { key: ['records', 'heat'], text: 'status.heat' },
];

/** Records of the period that the map leaves out because there are too many; undefined when it draws them all. */
export function mapLeavesOut(
  queries: readonly Pick<Query, 'queryKey' | 'state'>[],
): { shown: number; total: number } | undefined {
  for (const { queryKey, state } of queries) {
    const [records, , use] = queryKey;
    if (records !== 'records' || use !== 'map' || state.data === undefined) continue;
    const { items, total } = state.data as Collected<unknown>;
    if (items.length < total) return { shown: items.length, total };
  }
  return undefined;
}

/** Of the queries in use, the first that failed and the first that is still without data, with what it brings. */
export function mapWaits(queries: readonly Pick<Query, 'queryKey' | 'state'>[]) {
  const known = queries.flatMap(({ queryKey, state }) => {
    const part = WAITING_FOR.find(({ key }) => key.every((step, index) => queryKey[index] === step));
    return part ? [{ queryKey, state, text: part.text }] : [];
  });
  return {
    failed: known.find(({ state }) => state.status === 'error' && state.fetchStatus !== 'fetching'),
    waiting: known.find(({ state }) => state.fetchStatus === 'fetching' && state.data === undefined),
  };
}

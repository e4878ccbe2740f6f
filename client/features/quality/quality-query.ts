import { infiniteQueryOptions, type InfiniteData } from '@tanstack/svelte-query';
import type { QualityReport } from '#geo/contract/quality.contract.ts';
import type { Api } from '../../api/client.ts';
import type { QualityFilter } from '../../state/data-filters.ts';
import { newProgressId } from '../imports/work-progress.ts';

const PAGE_SIZE = 100;

/** The page after `last`; undefined when that was all. */
export function nextFindings({ page, pageSize, findingsTotal }: QualityReport): number | undefined {
  return page * pageSize < findingsTotal ? page + 1 : undefined;
}

/** The pages without one finding, which was just dealt with. */
export const withoutFinding =
  (key: string) =>
  (data: InfiniteData<QualityReport, number> | undefined): InfiniteData<QualityReport, number> | undefined => {
    if (data === undefined) return undefined;
    const isThere = data.pages.some(({ findings }) => findings.some((finding) => finding.key === key));
    if (!isThere) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      findings: page.findings.filter((finding) => finding.key !== key),
      findingsTotal: page.findingsTotal - 1,
    }));
    return { ...data, pages };
  };

/**
 * What to look at among the measures of a period, page by page.
 * @param follow is told under which name the server says how far it is; null when it has answered
 */
export const qualityPagesQuery = (
  api: Api,
  period: string | null,
  { senderId, kind, state, batchId }: QualityFilter,
  follow?: (progressId: string | null) => void,
) =>
  infiniteQueryOptions({
    queryKey: ['records', 'quality', period, senderId, kind, state, batchId],
    queryFn: async ({ pageParam, signal }) => {
      const progressId = newProgressId();
      follow?.(progressId);
      try {
        return await api.quality(
          {
            period,
            orgUnit: senderId === '' ? undefined : senderId,
            kind: kind === '' ? undefined : kind,
            state: state === 'all' ? undefined : state,
            batch: batchId === '' ? undefined : batchId,
            page: pageParam,
            pageSize: PAGE_SIZE,
            progressId,
          },
          signal,
        );
      } finally {
        follow?.(null);
      }
    },
    initialPageParam: 1,
    getNextPageParam: nextFindings,
    enabled: period !== null,
    placeholderData: (previous) => previous,
  });

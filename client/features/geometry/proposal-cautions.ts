import type { RouteProposal } from '#geo/contract/geometry-updates.contract.ts';
import type { Words } from '../coverage/figure-text.ts';

/** What a label of kilometres shows, and what a post may move without being far: less is no break in a line. */
const WIDE_SEAM_M = 100;
/** Records are read by whole kilometres. */
const FAR_RECORD_M = 1000;

type Judged = Pick<RouteProposal, 'posts' | 'seams'> & { shifts: Pick<RouteProposal['shifts'], 'maxShiftM' | 'cut'> };

/** Why a route should be looked at before it is taken, in words; empty where nothing speaks against it. */
export function cautionsOf({ posts, seams, shifts }: Judged, { t, format }: Pick<Words, 't' | 'format'>): string[] {
  const farPosts = posts.filter(({ isFar }) => isFar);
  const wide = seams.filter(({ offM }) => offM > WIDE_SEAM_M);
  return [
    farPosts.length > 0 &&
      t('geometry.caution.posts', {
        n: format.number(farPosts.length),
        max: format.length(Math.max(...farPosts.map(({ movedM }) => movedM))),
      }),
    wide.length > 0 &&
      t('geometry.caution.seams', {
        n: format.number(wide.length),
        max: format.length(Math.max(...wide.map(({ offM }) => offM))),
      }),
    shifts.maxShiftM > FAR_RECORD_M && t('geometry.caution.records', { max: format.length(shifts.maxShiftM) }),
    shifts.cut > 0 && t('geometry.caution.cut', { n: format.number(shifts.cut) }),
  ].filter((text) => text !== false);
}

import type { RowReader } from './row-reader.ts';

/** Ways to say where, each with the fields whose cells begin it. */
const WAYS = {
  point: ['lng', 'lat'],
  metres: ['easting', 'northing'],
  xy: ['x', 'y'],
  interval: ['route', 'fromKm'],
  site: ['site'],
  communes: ['commune'],
  text: ['place'],
} as const;
type Way = keyof typeof WAYS;

/** What the kind of a place says of the way in which it is written; a shape or name beside it is then a drawing, a label. */
const WAYS_OF_KIND: Readonly<Record<string, readonly (Way | 'geometry')[]>> = {
  track: ['geometry'],
  line: ['geometry'],
  polygon: ['geometry'],
  point: ['geometry', 'point', 'metres', 'xy'],
  exact: ['geometry', 'point', 'metres', 'xy'],
  interval: ['interval'],
  'route-km': ['interval'],
  communes: ['communes'],
  commune: ['communes'],
  site: ['site'],
};

/**
 * Which way this row says where, by the kind of place that it names; more than one without
 * such a word is a fault, as one of them would be lost. A commune may stand beside a text,
 * and beside what says it better.
 */
export function wayOf(row: RowReader, kind: string | undefined): Way | 'geometry' | undefined {
  const ways = (Object.keys(WAYS) as Way[]).filter((way) => WAYS[way].some((field) => row.has(field)));
  const all = row.geometry === undefined || row.geometry === null ? ways : (['geometry', ...ways] as const);
  if (all.length === 2 && all[0] === 'communes' && all[1] === 'text') return 'text';
  // Beside a position or a stretch the commune only says more; a route's name without a post says less.
  const [exact, ...others] = all.filter((way) => way !== 'communes' && way !== 'text');
  if (all.length === 2 && all.includes('communes') && others.length === 0 && exact !== undefined) {
    return exact === 'interval' && !row.has('fromKm') ? 'communes' : exact;
  }
  const said = all.filter((way) => WAYS_OF_KIND[kind ?? '']?.includes(way));
  if (said.length === 1) return said[0];
  if (all.length > 1) {
    const columns = all.map((way) => (way === 'geometry' ? 'geometry' : row.columnOf(WAYS[way][0]))).join(', ');
    return row.fault(all[1] === 'geometry' ? 'geometry' : WAYS[all[1] as Way][0], 'field.malformed', {
      vi: `Địa điểm ghi bằng nhiều cách (${columns}); chỉ để một cách.`,
      en: `The place is given in several ways (${columns}); keep one.`,
    });
  }
  return all[0];
}

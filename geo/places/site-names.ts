import type { Site, SiteKind } from '../domain/site.ts';
import { createPhraseIndex, type PhraseIndex } from './phrase-index.ts';

/** Words that people put before a site's own name, longest first where one begins another. */
const KIND_NAMES: Readonly<Record<SiteKind, readonly string[]>> = {
  'border-gate': [
    ...['cửa khẩu quốc tế', 'cửa khẩu chính', 'cửa khẩu phụ', 'cửa khẩu', 'CK quốc tế', 'CKQT', 'CK chính', 'CK phụ'],
    ...['CK', 'khu vực cửa khẩu', 'border gate', 'lối mở'],
  ],
  'border-opening': ['lối mở biên giới', 'lối mở', 'đường mòn', 'cửa khẩu phụ', 'cửa khẩu'],
  airport: ['cảng hàng không quốc tế', 'cảng hàng không', 'sân bay quốc tế', 'sân bay', 'SB', 'CHK'],
  seaport: ['cảng biển', 'cảng', 'bến cảng'],
  'tourist-area': ['khu du lịch biển', 'khu du lịch', 'KDL biển', 'KDL', 'bãi biển', 'bãi tắm', 'biển', 'du lịch biển'],
  'railway-station': ['ga đường sắt', 'ga xe lửa', 'ga tàu', 'nhà ga', 'ga'],
  bridge: ['cầu'],
  town: ['trung tâm thị trấn', 'trung tâm thị xã', 'trung tâm thành phố', 'trung tâm huyện', 'trung tâm'],
  'border-post': [
    ...['đồn biên phòng cửa khẩu quốc tế', 'đồn biên phòng cửa khẩu', 'đồn biên phòng', 'đồn BPCK', 'đồn BP cửa khẩu'],
    ...['đồn BP', 'ĐBP', 'đồn BĐBP', 'đồn', 'trạm BP', 'trạm biên phòng'],
  ],
};

/** Sites whose own name alone is said as well: “Ta Đo”. Others would be taken for the commune or town of that name. */
const BARE_KINDS: ReadonlySet<SiteKind> = new Set(['border-gate', 'border-opening']);

/** “Ga Nghĩa Đàn (ngừng khai thác)” → “Nghĩa Đàn”: without the kind's words and what stands in brackets. */
export function siteOwnName(site: Pick<Site, 'kind' | 'nameVi'>): string {
  const plain = site.nameVi.replace(/\s*\([^)]*\)\s*$/u, '');
  const lower = plain.toLocaleLowerCase('vi');
  const prefixes = KIND_NAMES[site.kind].filter((prefix) => lower.startsWith(`${prefix.toLocaleLowerCase('vi')} `));
  const longest = Math.max(0, ...prefixes.map((prefix) => prefix.length + 1));
  return plain.slice(longest);
}

/** Every way to write a site's name with a word for what it is, and alone where `BARE_KINDS` allows. */
export function namesOfSite(site: Site): string[] {
  const own = siteOwnName(site);
  const plain = site.nameVi.replace(/\s*\([^)]*\)\s*$/u, '');
  const town = site.kind === 'town';
  return [
    // A town's name alone means the district or the commune.
    ...(town ? [] : [site.nameVi, plain, site.nameEn]),
    ...KIND_NAMES[site.kind].map((prefix) => `${prefix} ${own}`),
    ...(site.kind === 'railway-station' ? [`${own} station`] : []),
    ...(site.kind === 'tourist-area' ? [`${own} beach`] : []),
  ];
}

export interface SiteNames {
  /** Names with a word for what the site is. */
  full: PhraseIndex<Site>;
  /** Gates and openings by their own name alone. */
  bare: PhraseIndex<Site>;
}

/** Names of all sites, found in the tokens of a text. */
export function createSiteNames(sites: readonly Site[]): SiteNames {
  return {
    full: createPhraseIndex(sites.flatMap((site) => namesOfSite(site).map((name): [string, Site] => [name, site]))),
    bare: createPhraseIndex(
      sites.filter((site) => BARE_KINDS.has(site.kind)).map((site): [string, Site] => [siteOwnName(site), site]),
    ),
  };
}

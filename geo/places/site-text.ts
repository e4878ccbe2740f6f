import type { PlaceReading } from '../domain/found-place.ts';
import type { Site } from '../domain/site.ts';
import { placeValue } from './place-result.ts';
import type { PlaceToken } from './place-tokens.ts';
import type { SiteNames } from './site-names.ts';

/** A site as a reading, with its own uncertainty where that is more than a kilometre. */
export function siteReading(site: Site): PlaceReading {
  const place = { kind: 'site' as const, siteId: site.id };
  const km = Math.round(site.accuracyM / 100) / 10;
  const notes =
    site.accuracyM >= 1000
      ? [
          {
            vi: `Vị trí trong danh mục chỉ biết trong ± ${String(km).replace('.', ',')} km.`,
            en: `The register knows its position within ± ${km} km only.`,
          },
        ]
      : [];
  return { value: placeValue(place), place, precision: 'site', readAs: { vi: site.nameVi, en: site.nameEn }, notes };
}

export interface SiteText {
  readings: PlaceReading[];
  read: Set<number>;
  /** Named with a word for what it is; else by its own name, which may be a commune's too. */
  isFull: boolean;
}

/** Sites named in a text; undefined where there is none. A bare name counts only where it is the text's first. */
export function findSites(tokens: readonly PlaceToken[], names: SiteNames, toneless: boolean): SiteText | undefined {
  const found = new Set<Site>();
  const read = new Set<number>();
  for (let i = 0; i < tokens.length;) {
    const match = names.full.longestAt(tokens, i, toneless);
    if (!match) {
      i += 1;
      continue;
    }
    for (const site of match.values) found.add(site);
    for (let k = i; k < i + match.length; k++) read.add(k);
    i += match.length;
  }
  if (found.size > 0) return { readings: [...found].map(siteReading), read, isFull: true };
  const first = names.bare.longestAt(tokens, 0, toneless);
  if (!first) return undefined;
  return {
    readings: first.values.map(siteReading),
    read: new Set(Array.from({ length: first.length }, (_, i) => i)),
    isFull: false,
  };
}

import type { Gap } from '#geo/domain/coverage.ts';
import type { Words } from './figure-text.ts';

/** How large a gap is, in its class's measure: `18,7 km`, `145 km²`, nothing for a site. */
export function gapSizeText(gap: Gap, { format }: Words): string {
  if (gap.unitClass === 'site') return '';
  if (gap.unitClass === 'area') return `${format.km2(gap.sizeM, 0)} km²`;
  return format.length(gap.sizeM);
}

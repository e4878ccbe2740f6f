import type { Commune } from '#geo/domain/area.ts';
import { fold } from '../../text/fold.ts';

const MOST = 12;

/** `Xã Quỳ Châu` as `quy chau`. */
const bareName = (commune: Commune) => fold(commune.nameVi).replace(/^(xa|phuong) /, '');

/**
 * Communes whose name, former district or former units hold what was typed,
 * without regard to accents; names that begin so come first. Those already
 * chosen are left out.
 */
export function findCommunes(communes: readonly Commune[], text: string, chosen: readonly string[]): Commune[] {
  const wanted = fold(text).replace(/^(xa|phuong) /, '');
  if (wanted === '') return [];
  const rankOf = (commune: Commune): number => {
    const name = bareName(commune);
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    if (fold(commune.oldDistrictNameVi).includes(wanted)) return 3;
    return commune.oldUnits.some((unit) => fold(unit).includes(wanted)) ? 4 : 5;
  };
  return communes
    .filter((commune) => !chosen.includes(commune.id))
    .map((commune) => ({ commune, rank: rankOf(commune) }))
    .filter(({ rank }) => rank < 5)
    .sort((a, b) => a.rank - b.rank || a.commune.nameVi.localeCompare(b.commune.nameVi, 'vi'))
    .slice(0, MOST)
    .map(({ commune }) => commune);
}

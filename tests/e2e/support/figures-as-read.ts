import type { Figure, UnitClass } from '#geo/domain/coverage.ts';

/** A figure as a Vietnamese reader should see it, written apart from the client's own formatting. */
export interface FigureAsRead {
  percent: string;
  of: string;
}

export type FigureName = 'official' | 'extent' | 'fresh' | 'periodMean';
export const FIGURE_NAMES: readonly FigureName[] = ['official', 'extent', 'fresh', 'periodMean'];

/** `1.234,5` from 1234.5. */
export function numberAsRead(value: number, digits: number): string {
  const [whole, decimals] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}

/** `95,7 %`; only what is whole reads as 100, only what is nothing as 0. */
export function percentAsRead({ low, total }: Pick<Figure, 'low' | 'total'>): string {
  const tenths = Math.round((low / total) * 1000);
  const honest = low < total ? Math.min(tenths, 999) : tenths;
  return `${numberAsRead((low > 0 ? Math.max(honest, 1) : honest) / 10, 1)}\u00a0%`;
}

/** `631,7/770,5 km`, `7.521/11.983 km²`, `4/5 khu vực`. */
export function figureAsRead(figure: Figure, unitClass: UnitClass, name: FigureName): FigureAsRead {
  const percent = percentAsRead(figure);
  if (name !== 'official' && unitClass === 'route') {
    return { percent, of: `${numberAsRead(figure.low / 1000, 1)}/${numberAsRead(figure.total / 1000, 1)} km` };
  }
  if (name !== 'official' && unitClass === 'area') {
    return { percent, of: `${numberAsRead(figure.low / 1e6, 0)}/${numberAsRead(figure.total / 1e6, 0)} km²` };
  }
  const count = numberAsRead(figure.low, Number.isInteger(figure.low) ? 0 : 2);
  const unit = { route: 'tuyến', area: 'địa bàn', site: 'khu vực' }[unitClass];
  return { percent, of: `${count}/${figure.total} ${unit}` };
}

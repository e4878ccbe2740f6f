import type { Figure, UnitClass } from '#geo/domain/coverage.ts';
import type { Language } from '../../text/language.svelte.ts';

export type Words = Pick<Language, 't' | 'name' | 'pick' | 'format' | 'lang'>;

/** What a figure counts: units of the register (by class or all), km, km², sites or communes. */
export type FigureUnit = 'pooled' | UnitClass | 'km' | 'km2' | 'communes';

export const FIGURE_IDS = ['official', 'extent', 'fresh', 'periodMean'] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

export const CAUSES = ['place', 'unverified', 'unreported'] as const;
export type Cause = (typeof CAUSES)[number];

/** A figure as people read it; ratios 0–1 for drawing. Nothing of nothing has no percentage. */
export interface FigureText {
  value: string;
  /** `15/23 tuyến`. */
  of: string;
  /** `65,2 – 91,3 %`, when the upper bound is above the figure. */
  bounds: string | undefined;
  low: number;
  high: number;
  isKnown: boolean;
  causes: { cause: Cause; share: string; size: string }[];
}

/** The unit in which a class measures one of the four numbers. */
export function unitOfFigure(unitClass: UnitClass, figure: FigureId): FigureUnit {
  if (figure === 'official' || unitClass === 'site') return unitClass;
  return unitClass === 'route' ? 'km' : 'km2';
}

const DIVISORS: Partial<Record<FigureUnit, number>> = { km: 1000, km2: 1e6 };

/** n of n/N: kilometres to 0.1, whole km², counts whole where they are whole. */
export function sizeText(value: number, unit: FigureUnit, { format }: Words): string {
  const size = value / (DIVISORS[unit] ?? 1);
  if (unit === 'km') return format.number(size, 1);
  if (unit === 'km2') return format.number(size, 0);
  return format.number(size, Number.isInteger(size) ? 0 : 2);
}

export function figureText(figure: Figure, unit: FigureUnit, words: Words): FigureText {
  const { t, format } = words;
  const unitName = t(`figure.unit.${unit}`);
  const isKnown = figure.total > 0;
  const share = (part: number) => (isKnown ? part / figure.total : 0);
  const size = (part: number) => `${sizeText(part, unit, words)} ${unitName}`;
  const low = share(figure.low);
  const high = share(figure.high);
  return {
    value: isKnown ? format.percent(low) : '–',
    of: isKnown ? `${sizeText(figure.low, unit, words)}/${size(figure.total)}` : t('figure.none'),
    bounds: high > low ? `${format.percent(low)} – ${format.percent(high)}` : undefined,
    low,
    high,
    isKnown,
    causes: CAUSES.filter((cause) => figure.highByCause[cause] > 0).map((cause) => ({
      cause,
      share: `+${format.number(share(figure.highByCause[cause]) * 100, 1)}`,
      size: size(figure.highByCause[cause]),
    })),
  };
}

/** The change against another period in percentage points, `+3,4`; undefined when either has no total. */
export function deltaText(now: Figure, before: Figure | undefined, { format }: Words): string | undefined {
  if (!before || now.total === 0 || before.total === 0) return undefined;
  const points = (now.low / now.total - before.low / before.total) * 100;
  const rounded = Math.round(points * 10) / 10;
  if (rounded === 0) return format.number(0, 1);
  return `${rounded > 0 ? '+' : '−'}${format.number(Math.abs(rounded), 1)}`;
}

export const shareOf = (figure: Figure | undefined): number | undefined =>
  figure && figure.total > 0 ? figure.low / figure.total : undefined;

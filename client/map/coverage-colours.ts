import type { Theme } from '../state/preferences.svelte.ts';

/**
 * The one source of the colours that carry meaning: map, tables, charts and
 * strip take them from here (in CSS as `--coverage-0` … `--coverage-4`,
 * `--gap`, `--heat-0` … `--heat-5`, `--precision-0` … `--precision-5`). Coverage goes from warm (none) through sand
 * to teal (full, recent); density is one hue of even steps. The differences
 * under red-, green- and blue-blindness are held by tests/client.
 */
export interface MeaningColours {
  /** none · < 25 % · < 50 % · < 75 % · up to 100 % */
  coverage: readonly [string, string, string, string, string];
  gap: string;
  /** Records of unknown position. */
  unpositioned: string;
  incident: string;
  measure: string;
  pending: string;
  heat: readonly string[];
  /** How well a place is known, best first, in the order of `PLACE_PRECISIONS`. */
  precision: readonly [string, string, string, string, string, string];
}

export const MEANING_COLOURS: Readonly<Record<Theme, MeaningColours>> = {
  light: {
    coverage: ['#b83a16', '#e08b4a', '#e6cf8b', '#5cafa3', '#0b6b62'],
    gap: '#b83a16',
    unpositioned: '#6b7480',
    incident: '#4a2a7a',
    measure: '#1d4f91',
    pending: '#6f86a5',
    heat: ['#ded3ee', '#c2afe0', '#a58bd0', '#8767bd', '#6a44a3', '#4c2482'],
    precision: ['#2b1261', '#2e43d5', '#0a9dbb', '#829a5f', '#b98a00', '#6a5352'],
  },
  dark: {
    coverage: ['#f4592b', '#eaa76a', '#f0e0ad', '#5fb8ab', '#1f8f83'],
    gap: '#ff6b3d',
    unpositioned: '#9aa4b0',
    incident: '#d3bdff',
    measure: '#8fc0f7',
    pending: '#7d93b0',
    heat: ['#34264f', '#4b3473', '#664a97', '#8464b8', '#a584d6', '#cbb0f2'],
    precision: ['#fff5fe', '#aec8ff', '#10ca9f', '#76934c', '#c29b19', '#74545c'],
  },
};

/** Upper edges of the classes after “none”; a share of exactly 0 is class 0. */
export const COVERAGE_EDGES = [0.25, 0.5, 0.75] as const;
export type CoverageClass = 0 | 1 | 2 | 3 | 4;

/** The class of a share 0–1. */
export function coverageClass(share: number): CoverageClass {
  if (!(share > 0)) return 0;
  return (1 + COVERAGE_EDGES.filter((edge) => share >= edge).length) as CoverageClass;
}

/** For CSS: a share's colour as a custom property, right in both themes. */
export function coverageToken(share: number): string {
  return `var(--coverage-${coverageClass(share)})`;
}

export type Rgba = [red: number, green: number, blue: number, alpha: number];

/** `#rrggbb` for deck.gl; alpha 0–1. */
export function rgba(hex: string, alpha = 1): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, Math.round(alpha * 255)];
}

/** Custom properties for the theme, to be set on the root element. */
export function meaningTokens(theme: Theme): Record<string, string> {
  const colours = MEANING_COLOURS[theme];
  return {
    ...Object.fromEntries(colours.coverage.map((colour, index) => [`--coverage-${index}`, colour])),
    ...Object.fromEntries(colours.heat.map((colour, index) => [`--heat-${index}`, colour])),
    ...Object.fromEntries(colours.precision.map((colour, index) => [`--precision-${index}`, colour])),
    '--gap': colours.gap,
    '--unpositioned': colours.unpositioned,
    '--incident': colours.incident,
    '--measure': colours.measure,
    '--pending': colours.pending,
  };
}

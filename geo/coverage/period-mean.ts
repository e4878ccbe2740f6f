import { freshAt, type Efforts } from './recency.ts';
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';

/** Proven bound of the relative error of a period mean. */
export const MEAN_RELATIVE_ERROR = 1e-10;

/** Instants and weights whose weighted sum of C is its mean: days, and shares that add up to 1. */
export interface TimeGrid {
  times: Float64Array;
  weights: Float64Array;
}

/** Gauss–Legendre rules of 2 … 8 nodes; the bound below never asks for more. */
const RULES: Quadrature[] = Array.from({ length: 9 }, (_, n) => gaussLegendre(Math.max(1, n)));

/**
 * A grid on which the time average of C (METHODS §1) has a relative error below
 * 1e-10 for *every* set of efforts that begin and end at the given kinks, with
 * half-lives no shorter than given. One grid serves all places of a unit.
 *
 * Between kinks C = P + (1 − P) D(t), P constant from the efforts in force and
 * D = 1 − Π(1 − x_i) from those that fade. On the Bernstein ellipse of parameter
 * ρ the n-point rule over a stretch Δ errs by at most Δ (32/15) M ρ^(−2n) / (1 − ρ^(−2)),
 * M ≥ |D| there (Trefethen, Approximation Theory and Approximation Practice,
 * theorem 19.3, n ≥ 2). Choose the ellipse that reaches no farther from the
 * stretch's start than the shortest half-life. There |1 − x_i| ≤ 1 − x_i + x_i (2 − 1) = 1,
 * so |D| ≤ 2, and |D| ≤ exp(2 S) − 1 with S = Σ x_i at the start. At the end of
 * the stretch D ≥ 1 − exp(−S 2^(−Δ/h)) ≥ 1 − exp(−S / √2) for Δ ≤ h/2, and D falls, so
 * M over the mean of D is at most 6.3, whatever S.
 */
export function timeGridOf(kinks: Iterable<number>, from: number, to: number, shortestHalfLife: number): TimeGrid {
  if (!(from < to)) return { times: Float64Array.of(from), weights: Float64Array.of(1) };
  const inside = [...new Set(kinks)].filter((kink) => kink > from && kink < to).sort((a, b) => a - b);
  const ends = [from, ...inside, to];
  const times: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const parts = Math.max(1, Math.ceil((2 * (ends[i + 1] - ends[i])) / shortestHalfLife));
    const span = (ends[i + 1] - ends[i]) / parts;
    const rule = RULES[nodesNeeded(span / shortestHalfLife)];
    for (let part = 0; part < parts; part++) {
      const middle = ends[i] + (part + 0.5) * span;
      for (let k = 0; k < rule.nodes.length; k++) {
        times.push(middle + (span / 2) * rule.nodes[k]);
        weights.push(((span / 2) * rule.weights[k]) / (to - from));
      }
    }
  }
  return { times: Float64Array.from(times), weights: Float64Array.from(weights) };
}

/** Nodes for a stretch of so many half-lives (at most ½): 3 for a day at 30 days, 8 for half of one. */
function nodesNeeded(halfLives: number): number {
  const axis = 2 / halfLives - 1;
  const rho = axis + Math.sqrt(axis * axis - 1);
  const ratio = ((32 / 15) * 6.3) / (1 - 1 / (rho * rho));
  return Math.max(2, Math.ceil(Math.log(ratio / MEAN_RELATIVE_ERROR) / (2 * Math.log(rho))));
}

/** Mean of C over [from, to] for one set of efforts; C itself where the two are equal. */
export function periodMean(efforts: Efforts, from: number, to: number): number {
  const kinks: number[] = [];
  let shortest = Infinity;
  for (let i = 0; i < efforts.count; i++) {
    kinks.push(efforts.begin[i], efforts.end[i]);
    shortest = Math.min(shortest, efforts.halfLife[i]);
  }
  const { times, weights } = timeGridOf(kinks, from, to, shortest);
  return times.reduce((sum, t, i) => sum + weights[i] * freshAt(efforts, t), 0);
}

import { freshAt, type Efforts } from './recency.ts';
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts';

/**
 * The time average of C (METHODS §1) with a proven relative error below 1e-10.
 *
 * Between two neighbouring begins and ends C is smooth: 1 − (1 − P)(1 − D(t)),
 * P constant from the efforts in force, D from those that fade. One or two
 * fading efforts are integrated in closed form. More are integrated by
 * Gauss–Legendre with as many nodes as the error bound for analytic functions
 * asks for: |error| ≤ (64/15) M ρ^(−2n) / (1 − ρ^(−2)), M the bound of D on the
 * Bernstein ellipse of parameter ρ (Trefethen, Approximation Theory and
 * Approximation Practice, theorem 19.3). There |1 − Π(1 − x_i)| ≤ exp(Σ |x_i|) − 1
 * and Σ |x_i| ≤ S e^(λδ), with S the sum at the start of the stretch, λ the
 * fastest decay and δ how far the ellipse reaches beyond it. Stretches that
 * would need more than 16 nodes are halved.
 */
const RELATIVE_ERROR = 1e-10;
const RULES: Quadrature[] = Array.from({ length: 17 }, (_, n) => gaussLegendre(Math.max(1, n)));
/** Ellipses tried, by the growth λδ they allow; any choice is a valid bound. */
const GROWTH = [0.3, 1, 2, 3.5];

/** Scratch space for one call after the other. */
export class PeriodMean {
  private kinks = new Float64Array(256);
  private fading = new Float64Array(128);
  private rateOf = new Int32Array(128);
  private rates = new Float64Array(16);
  private factors = new Float64Array(16);
  private rateCount = 0;

  /** Mean of C from `from` to `to`, days; C itself where the two are equal. O(k²) for k efforts. */
  of(efforts: Efforts, from: number, to: number): number {
    if (!(from < to)) return freshAt(efforts, from);
    if (efforts.count === 0) return 0;
    const kinkCount = this.findKinks(efforts, from, to);
    this.rateCount = 0;
    let fadingCount = 0;
    let sum = 0;
    for (let p = 0; p + 1 < kinkCount; p++) {
      const a = this.kinks[p];
      const b = this.kinks[p + 1];
      if (p > 0) this.fade(fadingCount, a - this.kinks[p - 1]);
      let inForce = 0;
      for (let i = 0; i < efforts.count; i++) {
        if (efforts.end[i] <= a) {
          // Begins to fade here, or had begun before the period.
          if (p === 0 || efforts.end[i] > this.kinks[p - 1]) {
            fadingCount = this.addFading(efforts, i, a, fadingCount);
          }
        } else if (efforts.begin[i] <= a) inForce += efforts.weight[i] * (1 - inForce);
      }
      const span = b - a;
      sum += inForce * span;
      if (inForce < 1 && fadingCount > 0) sum += (1 - inForce) * this.integrateFading(fadingCount, span, 0);
    }
    return sum / (to - from);
  }

  private findKinks(efforts: Efforts, from: number, to: number): number {
    if (this.kinks.length < 2 * efforts.count + 2) this.kinks = new Float64Array(4 * efforts.count + 2);
    if (this.fading.length < efforts.count) {
      this.fading = new Float64Array(2 * efforts.count);
      this.rateOf = new Int32Array(2 * efforts.count);
    }
    const { kinks } = this;
    let count = 0;
    kinks[count++] = from;
    kinks[count++] = to;
    for (let i = 0; i < efforts.count; i++) {
      if (efforts.begin[i] > from && efforts.begin[i] < to) kinks[count++] = efforts.begin[i];
      if (efforts.end[i] > from && efforts.end[i] < to) kinks[count++] = efforts.end[i];
    }
    kinks.subarray(0, count).sort();
    let distinct = 1;
    for (let i = 1; i < count; i++) if (kinks[i] > kinks[distinct - 1]) kinks[distinct++] = kinks[i];
    return distinct;
  }

  private addFading(efforts: Efforts, i: number, at: number, count: number): number {
    const rate = Math.LN2 / efforts.halfLife[i];
    let r = 0;
    while (r < this.rateCount && this.rates[r] !== rate) r++;
    if (r === this.rateCount) {
      if (r === this.rates.length) {
        const more = new Float64Array(2 * r);
        more.set(this.rates);
        this.rates = more;
        this.factors = new Float64Array(2 * r);
      }
      this.rates[r] = rate;
      this.rateCount++;
    }
    this.fading[count] = efforts.weight[i] * Math.exp(-rate * (at - efforts.end[i]));
    this.rateOf[count] = r;
    return count + 1;
  }

  /** Moves the values of the fading efforts on by `span` days. */
  private fade(count: number, span: number): void {
    for (let r = 0; r < this.rateCount; r++) this.factors[r] = Math.exp(-this.rates[r] * span);
    for (let i = 0; i < count; i++) this.fading[i] *= this.factors[this.rateOf[i]];
  }

  /** ∫ (1 − Π (1 − x_i)) from `offset` to `offset + span` days after the current kink. */
  private integrateFading(count: number, span: number, offset: number): number {
    if (count <= 2) return this.closedForm(count, span, offset);
    let fastest = 0;
    for (let i = 0; i < count; i++) fastest = Math.max(fastest, this.rates[this.rateOf[i]]);
    let total = 0;
    for (let r = 0; r < this.rateCount; r++) this.factors[r] = Math.exp(-this.rates[r] * offset);
    for (let i = 0; i < count; i++) total += this.fading[i] * this.factors[this.rateOf[i]];
    const n = nodesNeeded(total, fastest, span);
    if (n > 16) {
      const half = span / 2;
      return this.integrateFading(count, half, offset) + this.integrateFading(count, half, offset + half);
    }
    const { nodes, weights } = RULES[n];
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const at = offset + (span * (1 + nodes[k])) / 2;
      for (let r = 0; r < this.rateCount; r++) this.factors[r] = Math.exp(-this.rates[r] * at);
      let fresh = 0;
      for (let i = 0; i < count; i++) fresh += this.fading[i] * this.factors[this.rateOf[i]] * (1 - fresh);
      sum += weights[k] * fresh;
    }
    return (sum * span) / 2;
  }

  private closedForm(count: number, span: number, offset: number): number {
    const x = this.rates[this.rateOf[0]];
    const first = (this.fading[0] * Math.exp(-x * offset) * -Math.expm1(-x * span)) / x;
    if (count === 1) return first;
    const y = this.rates[this.rateOf[1]];
    const second = (this.fading[1] * Math.exp(-y * offset) * -Math.expm1(-y * span)) / y;
    const both = this.fading[0] * this.fading[1] * Math.exp(-(x + y) * offset);
    return first + second - (both * -Math.expm1(-(x + y) * span)) / (x + y);
  }
}

/** Least number of nodes that the bound allows; more than 16 when none does. */
function nodesNeeded(total: number, rate: number, span: number): number {
  // The integral is at least the span times D at the end of the stretch.
  const least = -Math.expm1(-total * Math.exp(-rate * span));
  if (least === 0) return 1;
  let best = Infinity;
  for (const growth of GROWTH) {
    const axis = 1 + (2 * growth) / (rate * span);
    const rho = axis + Math.sqrt(axis * axis - 1);
    const bound = Math.expm1(total * Math.exp(growth));
    const n = Math.log(((32 / 15) * bound) / ((1 - 1 / (rho * rho)) * least * RELATIVE_ERROR)) / (2 * Math.log(rho));
    if (n < best) best = n;
  }
  return Math.max(2, Math.ceil(best));
}

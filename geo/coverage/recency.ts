/**
 * How fresh a place is (METHODS §1): C = 1 − Π (1 − w f), where f is 0 before a
 * measure begins, 1 until it ends and 2^(−age / half-life) after. Times are in
 * days from any common origin.
 */
export class Efforts {
  begin = new Float64Array(64);
  end = new Float64Array(64);
  weight = new Float64Array(64);
  halfLife = new Float64Array(64);
  /** What efforts must share to be merged when their periods touch. */
  group = new Int32Array(64);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  push(begin: number, end: number, weight: number, halfLife: number, group = -1): void {
    if (this.count === this.begin.length) this.grow();
    const i = this.count++;
    this.begin[i] = begin;
    this.end[i] = end;
    this.weight[i] = weight;
    this.halfLife[i] = halfLife;
    this.group[i] = group;
  }

  private grow(): void {
    const size = 2 * this.count;
    const bigger = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
    this.begin = bigger(this.begin, new Float64Array(size));
    this.end = bigger(this.end, new Float64Array(size));
    this.weight = bigger(this.weight, new Float64Array(size));
    this.halfLife = bigger(this.halfLife, new Float64Array(size));
    this.group = bigger(this.group, new Int32Array(size));
  }
}

/** The factor f at time t. */
export function recencyAt(begin: number, end: number, halfLife: number, t: number): number {
  if (t < begin) return 0;
  return t <= end ? 1 : Math.pow(2, (end - t) / halfLife);
}

/**
 * C at time t. Summed up as C + x (1 − C), which keeps full relative accuracy
 * where 1 − Π would cancel.
 */
export function freshAt(efforts: Efforts, t: number): number {
  let fresh = 0;
  for (let i = 0; i < efforts.count; i++) {
    const x = efforts.weight[i] * recencyAt(efforts.begin[i], efforts.end[i], efforts.halfLife[i], t);
    fresh += x * (1 - fresh);
  }
  return fresh;
}

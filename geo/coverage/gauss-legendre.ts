/** Nodes and weights of Gauss–Legendre quadrature on [−1, 1]. */
export interface Quadrature {
  nodes: Float64Array;
  weights: Float64Array;
}

/** By Newton's method on the Legendre polynomial from Tricomi's starting values; full double precision to n = 64. */
export function gaussLegendre(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 50; step++) {
      let p0 = 1;
      let p1 = x;
      for (let k = 2; k <= n; k++) [p0, p1] = [p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k];
      slope = n === 1 ? 1 : (n * (x * p1 - p0)) / (x * x - 1);
      const delta = p1 / slope;
      x -= delta;
      if (Math.abs(delta) < 1e-16) break;
    }
    nodes[i] = x;
    weights[i] = n === 1 ? 2 : 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

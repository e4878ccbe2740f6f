/**
 * Transverse Mercator on an ellipsoid: Krüger's series to the sixth order in
 * the third flattening (Karney 2011, “Transverse Mercator with an accuracy of a
 * few nanometers”, J. Geodesy 85, eqs. 35 and 36). Closer than a micrometre
 * within 3 000 km of the central meridian.
 */
export interface Ellipsoid {
  semiMajorAxisM: number;
  inverseFlattening: number;
}

export const WGS84_ELLIPSOID: Ellipsoid = { semiMajorAxisM: 6378137, inverseFlattening: 298.257223563 };

export interface TransverseMercatorParameters {
  ellipsoid: Ellipsoid;
  centralMeridianDeg: number;
  scaleFactor: number;
  falseEastingM: number;
  falseNorthingM: number;
}

export interface TransverseMercator {
  /** Degrees to metres; writes easting, northing at out[at], out[at + 1]. */
  forward(lng: number, lat: number, out: Float64Array | number[], at: number): void;
  /** Metres to degrees; writes lng, lat at out[at], out[at + 1]. */
  inverse(easting: number, northing: number, out: Float64Array | number[], at: number): void;
}

const DEG = Math.PI / 180;

export function createTransverseMercator(parameters: TransverseMercatorParameters): TransverseMercator {
  const { ellipsoid, centralMeridianDeg, scaleFactor, falseEastingM, falseNorthingM } = parameters;
  const f = 1 / ellipsoid.inverseFlattening;
  const n = f / (2 - f);
  const e = Math.sqrt(f * (2 - f));
  const e2m = 1 - e * e;
  const alpha = krugerAlpha(n);
  const beta = krugerBeta(n);
  // Radius of the rectifying sphere times the scale on the central meridian.
  const radius = ((scaleFactor * ellipsoid.semiMajorAxisM) / (1 + n)) * (1 + (n * n) / 4 + n ** 4 / 64 + n ** 6 / 256);
  const sum = new Float64Array(2);

  return {
    forward(lng, lat, out, at) {
      const lambda = (lng - centralMeridianDeg) * DEG;
      const tau = Math.tan(lat * DEG);
      const root = Math.sqrt(1 + tau * tau);
      const sigma = Math.sinh(e * Math.atanh((e * tau) / root));
      const tauConformal = tau * Math.sqrt(1 + sigma * sigma) - sigma * root;
      const cosLambda = Math.cos(lambda);
      const xi = Math.atan2(tauConformal, cosLambda);
      const eta = Math.asinh(Math.sin(lambda) / Math.hypot(tauConformal, cosLambda));
      clenshaw(alpha, xi, eta, sum);
      out[at] = falseEastingM + radius * (eta + sum[1]);
      out[at + 1] = falseNorthingM + radius * (xi + sum[0]);
    },
    inverse(easting, northing, out, at) {
      const xi = (northing - falseNorthingM) / radius;
      const eta = (easting - falseEastingM) / radius;
      clenshaw(beta, xi, eta, sum);
      const xiSphere = xi - sum[0];
      const etaSphere = eta - sum[1];
      const sinhEta = Math.sinh(etaSphere);
      const cosXi = Math.cos(xiSphere);
      const target = Math.sin(xiSphere) / Math.hypot(sinhEta, cosXi);
      out[at] = centralMeridianDeg + Math.atan2(sinhEta, cosXi) / DEG;
      out[at + 1] = Math.atan(geodeticTangent(target, e, e2m)) / DEG;
    },
  };
}

/** Newton's method for tan φ given the tangent of the conformal latitude (Karney 2011, eqs. 19–21). */
function geodeticTangent(target: number, e: number, e2m: number): number {
  let tau = target / e2m;
  for (let i = 0; i < 6; i++) {
    const root = Math.sqrt(1 + tau * tau);
    const sigma = Math.sinh(e * Math.atanh((e * tau) / root));
    const guess = tau * Math.sqrt(1 + sigma * sigma) - sigma * root;
    const step = ((target - guess) / Math.sqrt(1 + guess * guess)) * ((1 + e2m * tau * tau) / (e2m * root));
    tau += step;
    if (Math.abs(step) < 1e-16 * Math.max(1, Math.abs(tau))) break;
  }
  return tau;
}

/** Σ c_j sin 2j(ξ + iη) by Clenshaw's recurrence on complex numbers: [real, imaginary] into `out`. */
function clenshaw(c: readonly number[], xi: number, eta: number, out: Float64Array): void {
  const sin2 = Math.sin(2 * xi);
  const cos2 = Math.cos(2 * xi);
  const sinh2 = Math.sinh(2 * eta);
  const cosh2 = Math.cosh(2 * eta);
  // 2 cos 2(ξ + iη)
  const ar = 2 * cos2 * cosh2;
  const ai = -2 * sin2 * sinh2;
  let y0r = 0;
  let y0i = 0;
  let y1r = 0;
  let y1i = 0;
  for (let j = c.length - 1; j >= 0; j--) {
    const yr = ar * y0r - ai * y0i - y1r + c[j];
    const yi = ar * y0i + ai * y0r - y1i;
    y1r = y0r;
    y1i = y0i;
    y0r = yr;
    y0i = yi;
  }
  // times sin 2(ξ + iη)
  const sr = sin2 * cosh2;
  const si = cos2 * sinh2;
  out[0] = sr * y0r - si * y0i;
  out[1] = sr * y0i + si * y0r;
}

function krugerAlpha(n: number): number[] {
  const [n2, n3, n4, n5, n6] = [n ** 2, n ** 3, n ** 4, n ** 5, n ** 6];
  return [
    n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180 - (127 * n5) / 288 + (7891 * n6) / 37800,
    (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440 + (281 * n5) / 630 - (1983433 * n6) / 1935360,
    (61 * n3) / 240 - (103 * n4) / 140 + (15061 * n5) / 26880 + (167603 * n6) / 181440,
    (49561 * n4) / 161280 - (179 * n5) / 168 + (6601661 * n6) / 7257600,
    (34729 * n5) / 80640 - (3418889 * n6) / 1995840,
    (212378941 * n6) / 319334400,
  ];
}

function krugerBeta(n: number): number[] {
  const [n2, n3, n4, n5, n6] = [n ** 2, n ** 3, n ** 4, n ** 5, n ** 6];
  return [
    n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360 - (81 * n5) / 512 + (96199 * n6) / 604800,
    n2 / 48 + n3 / 15 - (437 * n4) / 1440 + (46 * n5) / 105 - (1118711 * n6) / 3870720,
    (17 * n3) / 480 - (37 * n4) / 840 - (209 * n5) / 4480 + (5569 * n6) / 90720,
    (4397 * n4) / 161280 - (11 * n5) / 504 - (830251 * n6) / 7257600,
    (4583 * n5) / 161280 - (108847 * n6) / 3991680,
    (20648693 * n6) / 638668800,
  ];
}

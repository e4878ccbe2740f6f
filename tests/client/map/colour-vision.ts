/** How colours look to eyes of different kinds; support of coverage-colours.test.ts. */
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan';
type Triple = [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
const MATRICES: Record<Exclude<Vision, 'normal'>, readonly [Triple, Triple, Triple]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linearOf(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16);
  return [16, 8, 0].map((shift) => {
    const c = ((value >> shift) & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/** Linear RGB as that eye sees it. */
export function seenBy(hex: string, vision: Vision): Triple {
  const rgb = linearOf(hex);
  if (vision === 'normal') return rgb;
  return MATRICES[vision].map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  ) as Triple;
}

const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function labOf([r, g, b]: Triple): Triple {
  const xyz = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
    luminance([r, g, b]),
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116));
  return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])];
}

/** CIE 1976 colour difference. */
export function deltaE(a: Triple, b: Triple): number {
  const [p, q] = [labOf(a), labOf(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

export function lightness(hex: string): number {
  return labOf(linearOf(hex))[0];
}

/** WCAG 2 contrast ratio, 1–21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(linearOf(a)), luminance(linearOf(b))].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

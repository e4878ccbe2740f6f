/** One measured task: ours against a peer on the same data in the same run. */
export interface BenchResult {
  task: string;
  /** How many inputs, in the task's own unit. */
  n: number;
  ours_ms: number;
  peer: string | null;
  peer_ms: number | null;
  /** peer_ms / ours_ms: above 1 we are faster. */
  ratio: number | null;
  /** Largest difference of the two results, in the unit that `task` names. */
  max_difference: number | null;
  /** Where the truth is known, shares of it: what of it was found, and what of the found is wrong. */
  found?: number;
  wrong?: number;
  peer_found?: number;
  peer_wrong?: number;
  /** Processor time of all processes of the server: what a busy machine does not change. */
  ours_cpu_ms?: number;
  /** How long the server took to say how it is, meanwhile. */
  health_median_ms?: number;
  health_max_ms?: number;
  health_answers?: number;
}

/** Best of `runs` wall-clock times, so that a busy machine disturbs least. */
export async function timed<T>(runs: number, work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  let best = Infinity;
  let value!: T;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    value = await work();
    best = Math.min(best, performance.now() - start);
  }
  return { ms: best, value };
}

export function resultOf(
  task: string,
  n: number,
  oursMs: number,
  peer: { name: string; ms: number; maxDifference: number } | null,
): BenchResult {
  const round = (value: number) => Number(value.toPrecision(4));
  return {
    task,
    n,
    ours_ms: round(oursMs),
    peer: peer?.name ?? null,
    peer_ms: peer ? round(peer.ms) : null,
    ratio: peer ? round(peer.ms / oursMs) : null,
    max_difference: peer ? Number(peer.maxDifference.toPrecision(3)) : null,
  };
}

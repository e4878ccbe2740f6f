export interface JobOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** Default 120 s. */
  timeoutMs?: number;
}

/** Long pure computations, off the thread that answers requests. */
export interface Jobs {
  /** Runs `server/jobs/tasks/<name>.ts` in a worker thread; input and result are structured clones. */
  run<T>(name: string, input: unknown, options?: JobOptions): Promise<T>;
  close(): Promise<void>;
}

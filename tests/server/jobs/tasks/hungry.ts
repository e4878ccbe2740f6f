/** Takes memory in the ways that end a process differently. */
export function run(input: unknown): unknown {
  switch (input) {
    case 'parse':
      return (JSON.parse(`[${'{"a":{}},'.repeat(12_000_000)}1]`) as unknown[]).length;
    case 'map': {
      const map = new Map<number, object>();
      for (let i = 0; ; i++) map.set(i, { i });
    }
    // falls through
    case 'buffers': {
      const buffers: Uint8Array[] = [];
      for (;;) buffers.push(new Uint8Array(10_000_000).fill(1));
    }
    // falls through
    case 'split':
      return 'a,'.repeat(100_000_000).split(',').length;
    default:
      return process.pid;
  }
}

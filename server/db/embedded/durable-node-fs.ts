import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Stream {
  nfd?: number;
  path: string;
}
interface WasmModule {
  FS: { filesystems: { NODEFS: { stream_ops: { fsync?: (stream: Stream) => number } } } };
}
type Options = Parameters<NodeFS['init']>[1];

/**
 * PGlite's directory on disk, with the one call it lacks: fsync. PGlite's file
 * system answers PostgreSQL's fsync with a success that did nothing; here it
 * reaches the disk, so with `fsync=on` PostgreSQL's own write-ahead log keeps
 * every acknowledged commit through a power cut, as it does on a server.
 * No second journal is needed on top.
 */
export class DurableNodeFs extends NodeFS {
  #onSync: ((path: string) => void) | undefined;

  /** @param onSync told after every file that was flushed; tests watch it. */
  constructor(dataDir: string, onSync?: (path: string) => void) {
    super(dataDir);
    this.#onSync = onSync;
  }

  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const inner = await super.init(pg, options);
    const addFsync = (module: unknown) => {
      const { stream_ops } = (module as WasmModule).FS.filesystems.NODEFS;
      stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) return 0;
        fsyncSync(stream.nfd);
        this.#onSync?.(stream.path);
        return 0;
      };
    };
    const preRun = [...(inner.emscriptenOpts.preRun ?? []), addFsync];
    return { emscriptenOpts: { ...inner.emscriptenOpts, preRun: preRun } };
  }
}

/** PostgreSQL's start parameters on the embedded engine: PGlite's own, but with fsync on. */
export const DURABLE_START = [
  '--single',
  '-O',
  '-j',
  ...[
    'search_path=public',
    'exit_on_error=false',
    'log_checkpoints=false',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'io_method=sync',
    'fsync=on',
    'synchronous_commit=on',
    'wal_sync_method=fsync',
    'full_page_writes=on',
  ].flatMap((setting) => ['-c', setting]),
];

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface Cluster {
  url: string;
  /** e.g. `15.18 + PostGIS 3.3.2` */
  version: string;
  stop(): Promise<void>;
}

/** PostgreSQL with PostGIS is not on this machine; the message says how to get it. */
export class ClusterMissing extends Error {}

const HOW_TO_ENABLE = 'apt-get install -y postgresql-15-postgis-3 (or set TEST_DATABASE_URL)';

/**
 * Starts a private PostgreSQL + PostGIS from Debian's binaries: temporary
 * directory, random loopback port, random password, fsync off. Nothing of an
 * existing installation is touched.
 * @throws ClusterMissing
 */
export async function startCluster(): Promise<Cluster> {
  const binaries = findBinaries();
  const directory = mkdtempSync(join(tmpdir(), 'trong-diem-cluster-'));
  const owner = await unprivilegedOwner();
  const as = (command: string, args: string[]): [string, string[]] => owner?.wrap(command, args) ?? [command, args];
  const password = randomBytes(18).toString('hex');
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(directory, 0o700);
  for (const path of owner ? [directory, passwordFile] : []) chownSync(path, owner!.uid, owner!.gid);
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server!.once('exit', resolve));
      // setpriv replaces itself by postgres, so this is the postmaster: INT asks for a fast shutdown.
      server.kill('SIGINT');
      await Promise.race([ended, sleep(10_000).then(() => server!.kill('SIGKILL'))]);
    }
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const data = join(directory, 'data');
    const initdb = ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256', '--no-sync'];
    await run(...as(join(binaries, 'initdb'), [...initdb, `--pwfile=${passwordFile}`]), { cwd: directory });
    const port = await freePort();
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`, ...FAST];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    server = spawn(...as(join(binaries, 'postgres'), args), { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    server.stderr!.on('data', (chunk) => (output = (output + String(chunk)).slice(-4000)));
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    return { url, version: await waitForPostgis(url, server, () => output), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=64MB',
  'max_connections=60',
];

function findBinaries(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((v) => Number(v) >= 15) : [];
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const hasPostgis = existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`);
    if (hasPostgis && existsSync(join(root, version, 'bin/initdb'))) return join(root, version, 'bin');
  }
  const what = versions.length > 0 ? 'PostGIS' : 'PostgreSQL';
  throw new ClusterMissing(`${what} not found; to enable: ${HOW_TO_ENABLE}`);
}

/** PostgreSQL refuses to run as root: as root we lend it another account. */
async function unprivilegedOwner() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      const ids = { uid: Number(uid.stdout), gid: Number(gid.stdout) };
      const prefix = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups', '--'];
      const wrap = (command: string, args: string[]): [string, string[]] => ['setpriv', [...prefix, command, ...args]];
      return { ...ids, wrap };
    } catch {
      // no such account: the next
    }
  }
  throw new ClusterMissing('running as root and neither account postgres nor nobody exists');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function waitForPostgis(url: string, server: ChildProcess, output: () => string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query(
        `select current_setting('server_version') as pg,
          (select default_version from pg_available_extensions where name = 'postgis') as postgis`,
      );
      return `${String(rows[0].pg).split(' ')[0]} + PostGIS ${rows[0].postgis}`;
    } catch (error) {
      if (server.exitCode !== null || attempt > 150) {
        throw new Error(`the test cluster did not start: ${output()}`, { cause: error });
      }
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

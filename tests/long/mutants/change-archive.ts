import { unzipSync, zipSync } from 'fflate';
import type { Random } from './random.ts';

type Change = (good: Uint8Array, random: Random) => Uint8Array;

/**
 * Changes one entry of an archive and packs it again as it should be, with
 * right lengths and checksums: what reaches the reader behind the archive.
 * @param changeOf how an entry of this name is changed
 */
export function changeArchive(good: Uint8Array, random: Random, changeOf: (name: string) => Change): Uint8Array {
  const entries = unzipSync(good);
  const names = Object.keys(entries).filter((name) => !name.endsWith('/'));
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = random.pick(names);
    const change = random.below(12);
    if (change === 0) delete entries[name];
    else if (change === 1) entries[name] = entries[random.pick(names)] ?? new Uint8Array();
    else entries[name] = Uint8Array.from(changeOf(name)(entries[name] ?? new Uint8Array(), random));
  }
  return zipSync(entries, { level: 1, mtime: new Date(2026, 0, 1) });
}

import type { Random } from './random.ts';

const TELLING = '\0"<>&=;,{}[]/\\%\u00ff\u0080';

/** One to three changes that know nothing of formats: bits, bytes that mean something, lengths, ends, stretches. */
export function changeBytes(good: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(good);
  for (let left = 1 + random.below(3); left > 0 && bytes.length > 8; left--) {
    const at = random.below(bytes.length - 4);
    const until = Math.min(bytes.length, at + 1 + random.below(40));
    const change = random.below(7);
    if (change === 0) bytes[at] ^= 1 << random.below(8);
    else if (change === 1) bytes[at] = TELLING.charCodeAt(random.below(TELLING.length));
    else if (change === 2) bytes.writeUInt32LE(random.next() < 0.5 ? 0xffffffff : 0x7fffffff, at);
    else if (change === 3) bytes = bytes.subarray(0, at);
    else if (change === 4) bytes = Buffer.concat([bytes.subarray(0, until), bytes.subarray(at)]);
    else if (change === 5) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(until)]);
    else bytes.fill(random.below(256), at, until);
  }
  return bytes;
}

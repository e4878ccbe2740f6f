import type { Random } from './random.ts';
import { ODD_TEXTS, oddText } from './values.ts';

/** Replaces one cell of a CSV by an odd text, or a cell by another, or moves a line. */
export function changeCsv(good: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(good).toString('utf8').split('\n');
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(lines.length);
    const cells = lines[at].split(';');
    const change = random.below(5);
    if (change === 0) cells[random.below(cells.length)] = random.pick(cells);
    else if (change === 1) cells.splice(random.below(cells.length), 1);
    else if (change === 2) lines.splice(random.below(lines.length), 0, lines[at]);
    else cells[random.below(cells.length)] = quoted(oddText(random), random);
    lines[at] = cells.join(';');
  }
  return wtf8(lines.join('\n'));
}
const quoted = (text: string, random: Random): string =>
  random.next() < 0.5 ? `"${text.replaceAll('"', '""')}"` : text;

/** Changes what an XML says or how it is built: a text, an attribute, an element left out, doubled, nested, renamed. */
export function changeXml(good: Uint8Array, random: Random): Uint8Array {
  let xml = Buffer.from(good).toString('utf8');
  for (let left = 1 + random.below(3); left > 0; left--) {
    const change = random.below(8);
    if (change === 0) xml = replaceOne(xml, />[^<]+</g, random, () => `>${escapedOrNot(oddText(random), random)}<`);
    else if (change === 1) {
      const value = escapedOrNot(oddText(random), random).replaceAll('"', '&quot;');
      xml = replaceOne(xml, /="[^"]*"/g, random, () => `="${value}"`);
    } else if (change === 2) xml = replaceOne(xml, /<([\w:]+)[^<>]*>[^<]*<\/\1>/g, random, () => '');
    else if (change === 3)
      xml = replaceOne(xml, /<([\w:]+)[^<>]*>[^<]*<\/\1>/g, random, (found) => found.repeat(2 + random.below(50)));
    else if (change === 4) xml = replaceOne(xml, /<\/?[\w:]+/g, random, (found) => `${found}x`);
    else if (change === 5) xml = replaceOne(xml, /\d+(\.\d+)?/g, random, () => random.pick(NUMBERS));
    else if (change === 6)
      xml = replaceOne(xml, /<\/[\w:]+>/g, random, (found) => `${'<a>'.repeat(1 + random.below(400))}${found}`);
    else xml = replaceOne(xml, /<[\w:]+[^<>]*>/g, random, (found) => found + random.pick(ODD_TEXTS));
  }
  return wtf8(xml);
}
const NUMBERS = ['-1', '0', '1e400', '4294967296', '99999999999', '1048577', '16385', '0.1e-400', 'NaN', ''];
const escapedOrNot = (text: string, random: Random): string =>
  random.next() < 0.7 ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : text;

function replaceOne(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: whole } = random.pick(found);
  return text.slice(0, index) + by(whole) + text.slice(index + whole.length);
}

/** Puts an odd value anywhere in a JSON, drops, doubles or nests a part of it. */
export function changeJson(good: Uint8Array, random: Random): Uint8Array {
  const root = JSON.parse(Buffer.from(good).toString('utf8')) as unknown;
  for (let left = 1 + random.below(3); left > 0; left--) {
    const holders: [holder: Record<string, unknown>, key: string][] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) {
        holders.push([value as Record<string, unknown>, key]);
        visit((value as Record<string, unknown>)[key]);
      }
    };
    visit(root);
    if (holders.length === 0) break;
    const [holder, key] = random.pick(holders);
    const change = random.below(6);
    if (change === 0) delete holder[key];
    else if (change === 1) holder[key] = [holder[key]];
    else if (change === 2) holder[key] = { [oddText(random)]: holder[key] };
    else if (change === 3) holder[key] = random.pick([null, true, [], {}, -1, 1e21, 105.1, [[]], [null, null]]);
    else if (change === 4) holder[key] = structuredClone(random.pick(holders)[0]);
    else holder[key] = oddText(random);
  }
  return wtf8(JSON.stringify(root));
}

/** UTF-8 of a text, half surrogate pairs written as the three bytes that careless programs write. */
function wtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (code < 0xd800 || code > 0xdfff) return Buffer.from(letter);
      return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]);
    }),
  );
}

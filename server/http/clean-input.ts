import { DomainError } from '#geo/domain/errors.ts';
import { malformed } from './errors.ts';

const MAX_DEPTH = 40;

/**
 * Refuses what no record may hold and no database column can (NUL, half a
 * surrogate pair, nesting beyond any contract) and brings every text to NFC.
 * Walks without recursion: the depth of the input is the sender's choice.
 * @returns the same value, its texts normalised in place.
 */
export function cleanInput(value: unknown): unknown {
  const holder = { value };
  const stack: { holder: object; key: string; path: string; depth: number }[] = [
    { holder, key: 'value', path: '', depth: 0 },
  ];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const current = (entry.holder as Record<string, unknown>)[entry.key];
    if (typeof current === 'string') {
      (entry.holder as Record<string, unknown>)[entry.key] = cleanText(current, entry.path);
    } else if (typeof current === 'object' && current !== null) {
      if (entry.depth >= MAX_DEPTH) throw malformed(entry.path);
      for (const key of Object.keys(current)) {
        cleanText(key, entry.path);
        const path = Array.isArray(current) ? `${entry.path}[${key}]` : entry.path ? `${entry.path}.${key}` : key;
        stack.push({ holder: current, key, path, depth: entry.depth + 1 });
      }
    }
  }
  return holder.value;
}

/** @throws DomainError where the text holds a NUL or half a surrogate pair. */
export function cleanText(text: string, path: string): string {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new DomainError(
      'field.malformed',
      { vi: 'Văn bản chứa ký tự không hợp lệ.', en: 'The text holds an invalid character.' },
      { path },
    );
  }
  return text.normalize('NFC');
}

/**
 * A text for comparing without tone marks: lower case, no diacritics, đ → d,
 * runs of anything else as one space. “Quỳ Hợp” and “Qùy hợp” fold alike.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

import type { Lang } from './translate.ts';

/** The name of a kind of measure or incident. */
export function nameOfType(type: string, _lang: Lang): string {
  return type;
}

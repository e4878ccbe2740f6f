import { MESSAGES, type MessageKey } from './messages.ts';
import { translate, type Lang } from './translate.ts';

/** The name of a kind of measure (`M02`) or incident (`illegal-exit`); the code itself where there is none. */
export function nameOfType(type: string, lang: Lang): string {
  for (const key of [`measureType.${type}`, `incidentType.${type}`])
    if (key in MESSAGES) return translate(lang, key as MessageKey);
  return type;
}

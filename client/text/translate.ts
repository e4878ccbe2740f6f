import { MESSAGES, type MessageKey } from './messages.ts';

export type Lang = 'vi' | 'en';
export type TextParams = Readonly<Record<string, string | number>>;

/** The text of `key`, with `{name}` filled from `params`; an unfilled name stays visible. */
export function translate(lang: Lang, key: MessageKey, params: TextParams = {}): string {
  const text: string = MESSAGES[key][lang === 'vi' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

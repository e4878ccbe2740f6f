/**
 * Texts are written in pairs, Vietnamese first, so that a missing translation
 * cannot compile. `{name}` is filled from the parameters of `t`.
 */
export type TextPair = readonly [vi: string, en: string];

export function defineText<const T extends Record<string, TextPair>>(texts: T): T {
  return texts;
}

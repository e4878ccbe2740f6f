import { createFormat } from '#client/text/format.ts';
import { translate, type Lang } from '#client/text/translate.ts';
import type { Words } from '#client/features/coverage/figure-text.ts';

/** The language as features use it, without the page. */
export const wordsIn = (lang: Lang): Words => ({
  lang,
  t: (key, params) => translate(lang, key, params),
  name: (record) => (lang === 'en' && record.nameEn ? record.nameEn : record.nameVi),
  pick: (message) => message[lang],
  format: createFormat(lang),
});

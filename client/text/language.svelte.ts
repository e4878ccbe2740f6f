import { createFormat, type Format } from './format.ts';
import type { MessageKey } from './messages.ts';
import { translate, type Lang, type TextParams } from './translate.ts';

/** The language in use: texts, formats, and picking one of two fields. Reactive. */
export class Language {
  lang: Lang = $state('vi');
  readonly #inUse: Format = $derived(createFormat(this.lang));
  /** Follows the language at every call, so that it may be taken apart: `const { format } = language`. */
  readonly format: Format = {
    number: (value, digits) => this.#inUse.number(value, digits),
    percent: (ratio, digits) => this.#inUse.percent(ratio, digits),
    length: (metres) => this.#inUse.length(metres),
    km: (metres, digits) => this.#inUse.km(metres, digits),
    km2: (squareMetres, digits) => this.#inUse.km2(squareMetres, digits),
    day: (day) => this.#inUse.day(day),
    dayRange: (range) => this.#inUse.dayRange(range),
    instant: (iso) => this.#inUse.instant(iso),
    compare: (a, b) => this.#inUse.compare(a, b),
  };

  constructor(lang: Lang) {
    this.lang = lang;
  }

  readonly t = (key: MessageKey, params?: TextParams): string => translate(this.lang, key, params);

  /** `{ nameVi, nameEn }` → the name in the language in use; Vietnamese when the record has no English. */
  readonly name = (record: { nameVi: string; nameEn?: string }): string =>
    this.lang === 'en' && record.nameEn ? record.nameEn : record.nameVi;

  /** `{ vi, en }` → the text in the language in use. */
  readonly pick = (message: { vi: string; en: string }): string => message[this.lang];
}

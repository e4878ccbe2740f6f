import { DayString } from '#geo/domain/period.ts';

/**
 * A number as Vietnamese (1.234,56) or English (1,234.56) people write it.
 * Where one separator alone could be either (`1.234`): `decimal` reads it as
 * the decimal mark (coordinates), `integer` as grouping, `plain` refuses,
 * since 1.234 m and 1,234 m are not the same.
 */
export function parseNumber(text: string, reading: 'decimal' | 'integer' | 'plain'): number | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '');
  if (!/^[+-]?\d[\d.,]*$/.test(compact)) return undefined;
  const marks = compact.replace(/[^.,]/g, '');
  const last = marks.at(-1);
  if (last === undefined) return Number(compact);
  const other = last === '.' ? ',' : '.';
  const decimals = compact.slice(compact.lastIndexOf(last) + 1);
  if (marks.includes(other)) {
    const whole = compact.slice(0, compact.lastIndexOf(last));
    if (whole.includes(last) || !isGrouped(whole, other)) return undefined;
    return Number(`${whole.replaceAll(other, '')}.${decimals}`);
  }
  if (marks.length > 1) return isGrouped(compact, last) ? Number(compact.replaceAll(last, '')) : undefined;
  if (reading === 'integer') return isGrouped(compact, last) ? Number(compact.replace(last, '')) : undefined;
  if (reading === 'plain' && decimals.length === 3 && isGrouped(compact, last)) return undefined;
  return decimals === '' ? undefined : Number(compact.replace(',', '.'));
}

function isGrouped(text: string, mark: string): boolean {
  const [first, ...groups] = text.replace(/^[+-]/, '').split(mark);
  return groups.length > 0 && /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

/** A day written dd/MM/yyyy (also - and .) or yyyy-MM-dd; undefined when it is none or does not exist. */
export function parseDay(text: string): DayString | undefined {
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = vietnamese
    ? `${vietnamese[3]}-${vietnamese[2].padStart(2, '0')}-${vietnamese[1].padStart(2, '0')}`
    : text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/, '$1');
  return DayString.safeParse(day).success && day >= '1900-01-01' ? day : undefined;
}

const DAY_MS = 86_400_000;

/**
 * The day of a spreadsheet's serial number, where the text is one of a day
 * from 1954 to 2119: days since 30/12/1899 (which makes up for the 29/02/1900
 * that Excel believes in), or since 01/01/1904 as old Macs count.
 */
export function daySerial(text: string, epoch: '1900' | '1904'): DayString | undefined {
  if (!/^[2-7]\d{4}(?:\.\d+)?$/.test(text)) return undefined;
  const start = epoch === '1900' ? Date.UTC(1899, 11, 30) : Date.UTC(1904, 0, 1);
  return parseDay(new Date(start + Math.floor(Number(text)) * DAY_MS).toISOString().slice(0, 10));
}

/** A name with its marks but without case, punctuation or the tone's place: Hòa = Hoà, yet Sơn is not Sòn. */
export function foldToneOnly(text: string): string {
  const words = text
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u);
  return words
    .filter((word) => word !== '')
    .map((word) => {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(word)?.[0] ?? '';
      return word.replace(tone, '').normalize('NFC') + tone;
    })
    .join(' ');
}

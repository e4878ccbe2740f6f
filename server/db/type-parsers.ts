import pg from 'pg';

const { builtins } = pg.types;

/**
 * One table of PostgreSQL type → JavaScript type for both engines:
 * bigint → number (an unsafe one is an error, never a rounded number);
 * numeric → string (exact; cast to float8 in SQL where a number is meant);
 * date → `YYYY-MM-DD` string, no time zone involved; timestamptz → Date;
 * json, jsonb → value; everything else as pg does it.
 */
export function parserOf(oid: number): (text: string) => unknown {
  if (oid === builtins.INT8) return parseBigint;
  if (oid === builtins.DATE) return keepText;
  if (oid === DATE_ARRAY) return parseTextArray;
  if (oid === BIGINT_ARRAY) return parseBigintArray;
  return pg.types.getTypeParser(oid, 'text') as (text: string) => unknown;
}

/** For pg.Pool's `types`. */
export const pgTypes = {
  getTypeParser: (oid: number, format?: string) =>
    format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : parserOf(oid),
} as pg.CustomTypesConfig;

const DATE_ARRAY = 1182;
const BIGINT_ARRAY = 1016;
const TEXT_ARRAY = 1009;

const keepText = (text: string) => text;
const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY as never, 'text') as (text: string) => (string | null)[];
const parseBigintArray = (text: string) =>
  parseTextArray(text).map((item) => (item === null ? null : parseBigint(item)));

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number exactly`);
  return value;
}

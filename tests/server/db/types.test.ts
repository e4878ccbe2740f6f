import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnBothEngines } from '#tests/support/server.ts';

/** SQL expression → the JavaScript value it must be, on both engines. */
const CASES: [string, unknown][] = [
  ['7::int2', 7],
  ['(-2147483648)::int4', -2_147_483_648],
  ['9007199254740991::bigint', 9_007_199_254_740_991],
  ['count(*)', 1],
  ['12345678901234567890.123456789::numeric', '12345678901234567890.123456789'],
  ['sum(0.1::float8)', 0.1],
  ["'NaN'::float8", Number.NaN],
  ['1.5::float4', 1.5],
  ['true', true],
  ["'Kỳ Sơn — đèo Barthélemy'::text", 'Kỳ Sơn — đèo Barthélemy'],
  ["'ab'::varchar(2)", 'ab'],
  ["date '2026-11-23'", '2026-11-23'],
  ["date '1954-05-07'", '1954-05-07'],
  ["timestamptz '2026-11-23 08:00:00.123+07'", new Date('2026-11-23T01:00:00.123Z')],
  ["timestamptz '1900-01-01 00:00:00+00'", new Date('1900-01-01T00:00:00Z')],
  [`'{"a": [1, null, "ế"]}'::json`, { a: [1, null, 'ế'] }],
  [`'{"a": {"b": 0.1}}'::jsonb`, { a: { b: 0.1 } }],
  ["'0189d3a0-0000-7000-8000-00000000000a'::uuid", '0189d3a0-0000-7000-8000-00000000000a'],
  ["'\\x00ff10'::bytea", Buffer.from([0, 255, 16])],
  ['null::int', null],
  ['array[1, null, 3]::int[]', [1, null, 3]],
  ['array[1, null]::bigint[]', [1, null]],
  [`array['a,b', '"', null, '']::text[]`, ['a,b', '"', null, '']],
  ["array[date '2026-01-01', null]", ['2026-01-01', null]],
  ['array[1.5, 2]::float8[]', [1.5, 2]],
  ["array['x']::varchar[]", ['x']],
  ['array[true, false]', [true, false]],
  ['st_setsrid(st_makepoint(104.5, 19), 4326)', '0101000020E61000000000000000205A400000000000003340'],
  ['st_asgeojson(st_makepoint(104.5, 19))::jsonb', { type: 'Point', coordinates: [104.5, 19] }],
];

/** Parameter → what comes back through a cast. */
const PARAMETERS: [unknown, string, unknown][] = [
  [null, 'text', null],
  [undefined, 'text', null],
  ['Nghệ An', 'text', 'Nghệ An'],
  ["'; drop table meta; --", 'text', "'; drop table meta; --"],
  [0, 'int', 0],
  [-0.1, 'float8', -0.1],
  [1e21, 'float8', 1e21],
  [9_007_199_254_740_991, 'bigint', 9_007_199_254_740_991],
  [5n, 'bigint', 5],
  [false, 'boolean', false],
  ['2026-02-28', 'date', '2026-02-28'],
  [new Date('2026-11-23T01:00:00.123Z'), 'timestamptz', new Date('2026-11-23T01:00:00.123Z')],
  [{ a: ['ọ'] }, 'jsonb', { a: ['ọ'] }],
  [['a', 'b"c', null], 'text[]', ['a', 'b"c', null]],
  [[1, 2], 'int[]', [1, 2]],
  [[], 'text[]', []],
  [Buffer.from([1, 0, 254]), 'bytea', Buffer.from([1, 0, 254])],
  [new Uint8Array([9, 8]), 'bytea', Buffer.from([9, 8])],
];

describeOnBothEngines('JavaScript types', (t) => {
  it.each(CASES)('%s', async (expression, expected) => {
    const { rows } = await sql<{ v: unknown }>`select ${sql.raw(expression)} as v`.execute(t.ctx.db);
    expect(rows).toEqual([{ v: expected }]);
  });

  it.each(PARAMETERS)('parameter %o as %s', async (given, type, expected) => {
    const { rows } = await sql<{ v: unknown }>`select ${given}::${sql.raw(type)} as v`.execute(t.ctx.db);
    expect(rows).toEqual([{ v: expected }]);
  });

  it('never rounds a bigint', async () => {
    await expect(sql`select 9007199254740993::bigint as v`.execute(t.ctx.db)).rejects.toThrow(/9007199254740993/);
    await expect(sql`select 1 as v`.execute(t.ctx.db)).resolves.toMatchObject({ rows: [{ v: 1 }] });
  });

  it('counts changed rows', async () => {
    await sql`create table counted (i int)`.execute(t.ctx.db);
    const inserted = await sql`insert into counted values (1), (2), (3)`.execute(t.ctx.db);
    expect(inserted.numAffectedRows).toBe(3n);
    expect((await sql`delete from counted where i > 1 returning i`.execute(t.ctx.db)).numAffectedRows).toBe(2n);
    expect((await sql`update counted set i = 5 where i = 99`.execute(t.ctx.db)).numAffectedRows).toBe(0n);
  });

  it('names the error alike', async () => {
    await sql`create table named (i int constraint named_positive check (i > 0) primary key)`.execute(t.ctx.db);
    const fields = { code: '23514', constraint: 'named_positive', table: 'named', severity: 'ERROR', name: 'error' };
    await expect(sql`insert into named values (-1)`.execute(t.ctx.db)).rejects.toMatchObject(fields);
    await expect(sql`select * from nowhere`.execute(t.ctx.db)).rejects.toMatchObject({ code: '42P01' });
  });
});

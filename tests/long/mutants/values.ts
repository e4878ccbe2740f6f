import type { Random } from './random.ts';

/** What no honest sender puts into a cell, an attribute or a property. */
export const ODD_TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    'Infinity',
    '-0',
    '0x10',
    '1,2,3',
    '999999999999999999999',
    '1.7976931348623157e308',
  ],
  ...['=1+1', "=cmd|' /C calc'!A0", "'", '"', '\t', '\r\n', '\u0000', '\u0001', '\ud800', '\udfff', '\ufeff', '\u202e'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', '[object Object]', 'true'],
  ...['0000-00-00', '2026-02-30', '31/02/2026', '9999-12-31', '2026-11-23T25:61:61Z', '45000', '2958466', '1/1/70'],
  ...['Km 99999+999', 'Km -1', '≈', 'QL999', 'xã', 'Xã Không Có', 'Ga Vinh', '18°99′99″', '105,6922; 18,6734'],
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;',
    '<![CDATA[',
    ']]>',
    '-->',
    '<script>',
    '../../etc/passwd',
    'C:\\',
    '%00',
  ],
  'a'.repeat(30_000),
  'Ẵ'.repeat(700),
  ';'.repeat(3000),
  '('.repeat(5000),
];

export const ODD_NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  1e-320,
  1e308,
  -1e308,
  NaN,
  Infinity,
  -Infinity,
  2 ** 31,
  2 ** 53 + 2,
  180.0000001,
];

export const oddText = (random: Random): string => random.pick(ODD_TEXTS);

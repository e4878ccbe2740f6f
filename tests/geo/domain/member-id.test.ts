import { expect, test } from 'vitest';
import { memberIdOf } from '#geo/domain/member-id.ts';

const free = () => false;

test('a numbered road has the id of its posts', () => {
  expect(memberIdOf('route', 'Quốc lộ 16', free)).toBe('QL16');
  expect(memberIdOf('route', 'QL.48E', free)).toBe('QL48E');
  expect(memberIdOf('route', 'Tỉnh lộ 534B', free)).toBe('TL534B');
});

test('another name is written without diacritics, and never taken twice', () => {
  expect(memberIdOf('site', 'Cửa khẩu Tam Hợp', free)).toBe('cua-khau-tam-hop');
  const taken = new Set(['cua-khau-tam-hop', 'cua-khau-tam-hop-2']);
  expect(memberIdOf('site', 'Cửa khẩu Tam Hợp', (id) => taken.has(id))).toBe('cua-khau-tam-hop-3');
  expect(memberIdOf('area', '平野', free)).toBe('area');
  expect(memberIdOf('area', 'x'.repeat(200), free)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
});

import { expect, it } from 'vitest';
import { Language } from '#client/text/language.svelte.ts';

it('follows a switch of language even where its parts were taken out', () => {
  const language = new Language('vi');
  const { t, format, name } = language;
  expect([t('common.close'), format.number(1234.5, 1), name({ nameVi: 'Tuyến', nameEn: 'Route' })]).toEqual([
    'Đóng',
    '1.234,5',
    'Tuyến',
  ]);
  language.lang = 'en';
  expect([t('common.close'), format.number(1234.5, 1), name({ nameVi: 'Tuyến', nameEn: 'Route' })]).toEqual([
    'Close',
    '1,234.5',
    'Route',
  ]);
  expect(name({ nameVi: 'Mường Xén' })).toBe('Mường Xén');
});

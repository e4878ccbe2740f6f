import { expect, it } from 'vitest';
import { fold } from '#client/text/fold.ts';
import { MESSAGES, type MessageKey } from '#client/text/messages.ts';
import { translate } from '#client/text/translate.ts';

it('folds tones, their placement, case and signs', () => {
  expect(fold('Quỳ Hợp')).toBe('quy hop');
  expect(fold('Qùy hợp')).toBe(fold('Quỳ Hợp'));
  expect(fold('Hoà')).toBe(fold('Hòa'));
  expect(fold('Đường sắt Bắc – Nam')).toBe('duong sat bac nam');
});

it('fills parameters and leaves unfilled ones to be seen', () => {
  expect(translate('vi', 'tooltip.population', { n: '12.345' })).toBe('12.345 dân');
  expect(translate('en', 'tooltip.population')).toBe('population {n}');
});

it('has both languages of every text, composed (NFC), with the same parameters', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
  for (const key of Object.keys(MESSAGES) as MessageKey[]) {
    const [vi, en] = MESSAGES[key];
    expect(vi.trim(), key).not.toBe('');
    expect(en.trim(), key).not.toBe('');
    expect(vi.normalize('NFC'), key).toBe(vi);
    expect(names(vi), key).toEqual(names(en));
  }
});

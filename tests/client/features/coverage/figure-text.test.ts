import { describe, expect, test } from 'vitest';
import { deltaText, figureText, shareOf, unitOfFigure } from '#client/features/coverage/figure-text.ts';
import type { Figure } from '#geo/domain/coverage.ts';
import { wordsIn } from '../words.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const figure = (low: number, high: number, total: number, causes: Partial<Figure['highByCause']> = {}): Figure => ({
  low,
  high,
  total,
  highByCause: { place: 0, unverified: 0, unreported: 0, ...causes },
});

describe('a figure in words', () => {
  test('says n/N in the unit of what it counts, in the language in use', () => {
    const routes = figureText(figure(633_800, 700_000, 770_700), 'km', wordsIn('vi'));
    expect(plain(routes.value)).toBe('82,2 %');
    expect(routes.of).toBe('633,8/770,7 km');
    expect(plain(routes.bounds)).toBe('82,2 % – 90,8 %');
    expect(figureText(figure(9_033e6, 9_033e6, 11_983e6), 'km2', wordsIn('en')).of).toBe('9,033/11,983 km²');
    expect(figureText(figure(22, 23, 23), 'pooled', wordsIn('vi')).of).toBe('22/23 tuyến, địa bàn, khu vực');
    expect(figureText(figure(3.4918, 5, 5), 'site', wordsIn('vi')).of).toBe('3,49/5 khu vực');
  });

  test('has no bounds where nothing is uncertain, and no percentage of nothing', () => {
    expect(figureText(figure(6, 6, 6), 'route', wordsIn('vi')).bounds).toBeUndefined();
    const none = figureText(figure(0, 0, 0), 'route', wordsIn('vi'));
    expect(none).toMatchObject({ value: '–', of: 'không có', isKnown: false, low: 0, high: 0 });
  });

  test('never reads as whole or as nothing when it is neither', () => {
    expect(plain(figureText(figure(99_999, 99_999, 100_000), 'km', wordsIn('vi')).value)).toBe('99,9 %');
    expect(plain(figureText(figure(1, 1, 100_000), 'km', wordsIn('vi')).value)).toBe('0,1 %');
  });

  test('lists only the causes that raise it, each alone', () => {
    const { causes } = figureText(
      figure(50_000, 90_000, 100_000, { place: 30_000, unreported: 20_000 }),
      'km',
      wordsIn('vi'),
    );
    expect(causes).toEqual([
      { cause: 'place', share: '+30,0', size: '30,0 km' },
      { cause: 'unreported', share: '+20,0', size: '20,0 km' },
    ]);
  });

  test('changes are told in percentage points, with a true minus', () => {
    const words = wordsIn('vi');
    expect(deltaText(figure(8, 8, 10), figure(7, 7, 10), words)).toBe('+10,0');
    expect(deltaText(figure(7, 7, 10), figure(8, 8, 10), words)).toBe('−10,0');
    expect(deltaText(figure(7, 7, 10), figure(70, 70, 100), words)).toBe('0,0');
    expect(deltaText(figure(7, 7, 10), undefined, words)).toBeUndefined();
    expect(deltaText(figure(7, 7, 10), figure(0, 0, 0), words)).toBeUndefined();
  });

  test('official counts members, the others the measure of their class', () => {
    expect(unitOfFigure('route', 'official')).toBe('route');
    expect(unitOfFigure('route', 'extent')).toBe('km');
    expect(unitOfFigure('area', 'fresh')).toBe('km2');
    expect(unitOfFigure('site', 'periodMean')).toBe('site');
    expect(shareOf(figure(1, 1, 4))).toBe(0.25);
    expect(shareOf(figure(0, 0, 0))).toBeUndefined();
  });
});

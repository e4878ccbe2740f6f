import { expect, it } from 'vitest';
import { tooltipContent, type TooltipSources } from '#client/map/tooltip-content.ts';
import { createFormat } from '#client/text/format.ts';
import { translate } from '#client/text/translate.ts';
import type { UnitCoverage } from '#geo/domain/coverage.ts';
import { sampleRegister } from './sample-register.ts';

const register = sampleRegister();
const words = {
  lang: 'vi' as const,
  format: createFormat('vi'),
  t: (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) => translate('vi', key, params),
  name: (record: { nameVi: string }) => record.nameVi,
  pick: (message: { vi: string }) => message.vi,
};
const area = {
  unitClass: 'area',
  unitId: 'ky-son',
  extent: { low: 1, high: 2, total: 4 },
  communes: { low: 3, high: 4, total: 12 },
} as UnitCoverage;
const sources: TooltipSources = { register, units: [area], day: '2026-11-23', nameOfType: (type) => `[${type}]` };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('says how far an area was reached, with the bound, and n/N communes', () => {
  const content = tooltipContent({ kind: 'area', areaId: 'ky-son' }, sources, words);
  expect(content.title).toBe('Huyện Kỳ Sơn');
  expect(content.share).toBe(0.25);
  expect(content.lines.map(plain)).toEqual(['Đã chạm tới 25,0 %, nhiều nhất 50,0 %', '3/12 xã có biện pháp']);
});

it('says that a schematic stretch is schematic, and how badly it is known', () => {
  const route = register.routes.find((item) => item.id === 'QL48')!;
  const piece = {
    fromM: 1000,
    toM: 9000,
    fresh: 0,
    freshHigh: 0.5,
    covered: false,
    coveredHigh: true,
    schematic: true,
  };
  const content = tooltipContent({ kind: 'piece', route, piece }, sources, words);
  expect(content.lines.map(plain)).toEqual([
    '≈ Km 1+000 – Km 9+000 · 8,0 km',
    'Còn hiệu lực 0,0 %, nhiều nhất 50,0 %',
    'vị trí phác họa ± 2,5 km',
  ]);
});

it('gives a gate its grade of the day and its uncertainty', () => {
  const site = register.sites.find((item) => item.id === 'gate-thanh-thuy')!;
  const content = tooltipContent({ kind: 'site', site }, sources, words);
  expect(content.lines.map(plain)).toEqual(['Cửa khẩu phụ', 'vị trí ± 3,0 km']);
});

it('names the old district and the people of a commune', () => {
  const commune = register.communes.find((item) => /Mường Xén/.test(item.nameVi))!;
  const content = tooltipContent({ kind: 'commune', communeId: commune.id }, sources, words);
  expect(content.title).toBe('Xã Mường Xén');
  expect(content.lines[0]).toBe(commune.oldDistrictNameVi);
});

import { expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { createCommuneIndex } from '#geo/geometry/commune-index.ts';

const { communes, sites, routes } = readRegister();
const index = createCommuneIndex(communes);

test('every commune holds its label point', () => {
  const wrong = communes.filter((commune) => index.at(commune.labelPoint) !== commune.id);
  expect(wrong.map((c) => c.nameVi)).toEqual([]);
});

test('gates beyond every outline go to the nearest commune, as the register says', () => {
  const gates = sites.filter((site) => site.kind === 'border-gate' && site.communeId !== null);
  expect(gates.length).toBeGreaterThan(2);
  for (const gate of gates) expect([gate.id, index.at(gate.point)]).toEqual([gate.id, gate.communeId]);
});

test('QL7 touches the communes on its way, from the sea to the border', () => {
  const route = routes.find((r) => r.id === 'QL7')!;
  const touched = index.touchedBy({ type: 'LineString', coordinates: route.coordinates });
  const names = touched.map((id) => communes.find((c) => c.id === id)!.nameVi);
  expect(names.at(-1)).toBe('Xã Nậm Cắn');
  for (const name of ['Xã Con Cuông', 'Xã Tương Dương', 'Xã Mường Xén', 'Xã Đô Lương']) expect(names).toContain(name);
  expect(new Set(touched).size).toBe(touched.length);
});

test('a line drawn with two far points misses no commune that it crosses', () => {
  const line = {
    type: 'LineString' as const,
    coordinates: [[104.1, 19.4] as [number, number], [105.7, 18.7] as [number, number]],
  };
  const coarse = new Set(index.touchedBy(line));
  const fine = Array.from({ length: 20_001 }, (_, i) =>
    index.at([104.1 + (1.6 * i) / 20_000, 19.4 - (0.7 * i) / 20_000]),
  );
  const missed = [...new Set(fine)].filter((id) => !coarse.has(id));
  expect(missed).toEqual([]);
});

test('a polygon around a commune touches it though no corner lies in it', () => {
  const commune = communes.find((c) => c.nameVi === 'Xã Con Cuông')!;
  const [lng, lat] = commune.labelPoint;
  const box = [
    [lng - 0.5, lat - 0.5],
    [lng + 0.5, lat - 0.5],
    [lng + 0.5, lat + 0.5],
    [lng - 0.5, lat + 0.5],
    [lng - 0.5, lat - 0.5],
  ] as [number, number][];
  expect(index.touchedBy({ type: 'Polygon', coordinates: [box] })).toContain(commune.id);
});

test('a track at sea belongs to the nearest commune', () => {
  const [id] = index.touchedBy({
    type: 'LineString',
    coordinates: [
      [105.9, 18.85],
      [105.92, 18.86],
    ],
  });
  expect(communes.find((c) => c.id === id)!.oldDistrictNameVi).toMatch(/Cửa Lò|Nghi Lộc|Vinh/);
});

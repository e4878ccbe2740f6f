import { describe, expect, test } from 'vitest';
import type { ImportAnswers } from '#geo/contract/imports.contract.ts';
import { readRegister } from '#data/register/load-register.ts';
import { fileReader } from '#server/jobs/tasks/parse-import.ts';

const readFile = fileReader(readRegister());

async function read(csv: string, kind: 'measures' | 'incidents' = 'measures', answers: ImportAnswers = {}) {
  const file = { kind, fileName: 'a.csv', bytes: new TextEncoder().encode(csv), answers };
  const result = await readFile(file, '2026-11-23');
  if ('refused' in result) throw new Error(result.refused.message.en);
  return result.done;
}
const measures = (header: string, ...rows: string[]) =>
  `type;lead;firstOn;${header}\n${rows.map((row) => `M02;CA;${row}`).join('\n')}`;

describe('the place column', () => {
  test('takes km posts, old communes by their day, sites, coordinates in every spelling', async () => {
    const { good, goodWritten, bad, questions, precisions } = await read(
      measures(
        'Địa điểm',
        '01/06/2024;QL7A Km 112+300',
        '01/06/2024;Km112 đến Km131 QL7',
        '01/06/2024;xã Bảo Nam',
        '01/06/2024;Ga Vinh',
        `01/06/2024;18°40′24.24″N, 105°41′31.92″E`,
        '01/06/2024;VN-2000 KTT 104°45′: 2065680,790 599195,422',
      ),
    );
    expect({ bad, questions }).toEqual({ bad: [], questions: [] });
    expect(good.map(({ record }) => record.place)).toMatchObject([
      { kind: 'point', uncertaintyM: 25, onRoute: { routeId: 'QL7' } },
      { kind: 'interval', routeId: 'QL7' },
      { kind: 'communes', communeIds: ['16849'], extent: 'somewhere' },
      { kind: 'site', siteId: 'station-319' },
      { kind: 'point', geometry: { coordinates: [expect.closeTo(105.6922, 7), expect.closeTo(18.6734, 7)] } },
      { kind: 'point', geometry: { coordinates: [expect.closeTo(105.6922, 7), expect.closeTo(18.6734, 7)] } },
    ]);
    expect(goodWritten.slice(0, 3)).toEqual(['QL7A Km 112+300', 'Km112 đến Km131 QL7', 'xã Bảo Nam']);
    expect(precisions).toEqual([
      { precision: 'position', rows: 2 },
      { precision: 'site', rows: 1 },
      { precision: 'route-km', rows: 2 },
      { precision: 'commune', rows: 1 },
    ]);
  });

  test('asks once for rows that say the same, and follows the answer', async () => {
    const csv = measures('Địa điểm', '01/06/2024;xã Đồng Văn', '02/06/2024;xã Đồng Văn', '02/06/2024;Ga Vinh');
    const before = await read(csv);
    expect(before.questions).toHaveLength(1);
    const [question] = before.questions;
    expect(question).toMatchObject({ kind: 'name', rows: 2, firstRow: 1 });
    expect(question.options.map(({ value }) => value)).toEqual([
      'commune:16744',
      'commune:17287',
      'commune:17713',
      'none',
    ]);
    const after = await read(csv, 'measures', { [question.id]: 'commune:17287' });
    expect(after.good.map(({ record }) => record.place)).toMatchObject([
      { communeIds: ['17287'] },
      { communeIds: ['17287'] },
      { kind: 'site' },
    ]);
    const none = await read(csv, 'measures', { [question.id]: 'none' });
    expect(none.bad.map(({ row, code }) => `${row} ${code}`)).toEqual(['1 place.ambiguous', '2 place.ambiguous']);
  });

  test('refuses a post beyond the route, a route without a post, and what it does not know', async () => {
    const { bad } = await read(
      measures('Địa điểm', '01/06/2024;QL1A km 430', '01/06/2024;QL7A', '01/06/2024;quán ăn ven đường'),
    );
    expect(bad.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '1 field.out_of_range',
      '2 field.missing',
      '3 place.unknown',
    ]);
  });
});

describe('coordinate columns', () => {
  test('in VN-2000 metres ask for the zone once, and are then exact to a centimetre', async () => {
    const csv = measures('Tọa độ bắc;Tọa độ đông', '01/06/2024;2065680,790;599195,422', '01/06/2024;2065700;599200');
    const before = await read(csv);
    expect(before.questions).toMatchObject([{ id: 'coordinate-system', kind: 'coordinate-system', rows: 2 }]);
    const { good, bad } = await read(csv, 'measures', { 'coordinate-system': 'EPSG:9208' });
    expect(bad).toEqual([]);
    expect(good[0].record.place).toMatchObject({
      geometry: { coordinates: [expect.closeTo(105.6922, 7), expect.closeTo(18.6734, 7)] },
    });
  });

  test('that are exchanged are asked once, for metres and for degrees', async () => {
    const metres = measures('Tọa độ bắc;Tọa độ đông', '01/06/2024;599195,422;2065680,790');
    expect((await read(metres)).questions).toMatchObject([{ id: 'axis-order:easting', kind: 'axis-order' }]);
    const answers = { 'axis-order:easting': 'swapped', 'coordinate-system': 'EPSG:9208' };
    expect((await read(metres, 'measures', answers)).good).toHaveLength(1);
    const degrees = measures('lng;lat', '01/06/2024;18,6734;105,6922', '01/06/2024;18,67;105,69');
    expect((await read(degrees)).questions).toMatchObject([{ id: 'axis-order:lng', kind: 'axis-order', rows: 2 }]);
    const swapped = await read(degrees, 'measures', { 'axis-order:lng': 'swapped' });
    expect(swapped.good[0].record.place).toMatchObject({ geometry: { coordinates: [105.6922, 18.6734] } });
    const kept = await read(degrees, 'measures', { 'axis-order:lng': 'as-written' });
    expect(kept.bad.map(({ code }) => code)).toEqual(['geometry.swapped', 'geometry.swapped']);
  });

  test('take degrees, minutes and seconds; X and Y in the surveyors’ order', async () => {
    const dms = await read(measures('lng;lat', `01/06/2024;105°41′31.92″ Đ;18 40 24.24`));
    expect(dms.good[0].record.place).toMatchObject({
      geometry: { coordinates: [expect.closeTo(105.6922, 7), expect.closeTo(18.6734, 7)] },
    });
    const xy = await read(measures('X;Y', '01/06/2024;2 065 680,790;599 195,422'), 'measures', {
      'coordinate-system': 'EPSG:9208',
    });
    expect(xy.good[0]?.record.place).toMatchObject({
      geometry: { coordinates: [expect.closeTo(105.6922, 7), expect.closeTo(18.6734, 7)] },
    });
  });
});

describe('the commune column', () => {
  test('takes units of before 1 July 2025, and one commune with its district', async () => {
    const { good, bad } = await read(
      measures('Xã, phường', '01/06/2024;Bảo Nam', '01/06/2024;xã Đồng Văn, Tân Kỳ', '01/08/2025;Nậm Cắn, Mường Xén'),
    );
    expect(bad).toEqual([]);
    expect(good.map(({ record }) => record.place)).toMatchObject([
      { communeIds: ['16849'] },
      { communeIds: ['17287'] },
      { communeIds: ['16837', '16813'] },
    ]);
  });

  test('never takes a district for its namesake commune', async () => {
    const { bad } = await read(measures('Xã, phường', '01/08/2025;Kỳ Sơn'));
    expect(bad[0].message.vi).toContain('cấp huyện cũ (Huyện Kỳ Sơn)');
  });
});

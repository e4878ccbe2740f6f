import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#geo/contract/imports.contract.ts';
import { readRegister } from '#data/register/load-register.ts';
import { layoutOf } from '#server/features/imports/column-mapping.ts';
import type { ParsedImport } from '#server/features/imports/parse-import.ts';
import { renderTemplate } from '#server/features/imports/template.ts';
import { fileReader } from '#server/jobs/tasks/parse-import.ts';
import { iconvFile } from './encoded-text.ts';

const unusedIn = ({ columns }: ParsedImport) => columns.filter(({ field }) => field === null).map((c) => c.header);

const register = readRegister();
const readFile = fileReader(register);
const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../data/samples/${name}`, import.meta.url)));
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (kind: ImportKind, bytes: Uint8Array, fileName = 'a.csv') =>
  readFile({ kind, fileName, bytes }, '2026-11-23');
async function parsed(kind: ImportKind, bytes: Uint8Array): Promise<ParsedImport> {
  const result = await read(kind, bytes);
  if ('refused' in result) throw new Error(result.refused.message.en);
  return result.done;
}
async function refused(kind: ImportKind, bytes: Uint8Array | string) {
  const result = await read(kind, typeof bytes === 'string' ? bytesOf(bytes) : bytes);
  if ('done' in result) throw new Error(`read: ${JSON.stringify(result.done)}`);
  return result.refused;
}
const faultsByRow = ({ bad }: ParsedImport) => bad.map(({ row, column, code }) => `${row} ${column} ${code}`);

describe('measures from CSV', () => {
  test('the good sample: names, codes, both date and number forms, every kind of place', async () => {
    const { good, bad, missingFields, encoding, format } = await parsed('measures', sample('measures-good.csv'));
    expect({ bad, missingFields, encoding, format }).toEqual({
      bad: [],
      missingFields: [],
      encoding: 'utf-8',
      format: 'csv',
    });
    expect(good.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6]);
    const records = good.map(({ record }) => record);
    expect(records[0]).toEqual({
      type: 'M02',
      leadOrgUnitId: 'BP',
      orgUnitIds: ['BP', 'CA'],
      firstOn: '2026-11-03',
      lastOn: '2026-11-03',
      // 200+500 and 225+000 by the posts at 36 (33,170 m) and 225 (218,480 m).
      place: {
        kind: 'interval',
        routeId: 'QL7',
        fromM: expect.closeTo(33_170 + (164.5 / 189) * 185_310, 6),
        toM: 218_480,
      },
      subScheme: 2,
      status: 'done',
      evidence: 'E2',
      documentNumber: '',
      note: 'Tuần tra chung dọc tuyến',
    });
    expect(records[1]).toMatchObject({
      leadOrgUnitId: 'CA',
      firstOn: '2026-11-05',
      lastOn: '2026-11-06',
      subScheme: 1,
    });
    expect(records[2]).toMatchObject({
      leadOrgUnitId: 'VKS',
      lastOn: '2026-11-09',
      subScheme: 3,
      place: { kind: 'communes', communeIds: ['16813', '16837'], extent: 'whole' },
    });
    expect(records[3]).toMatchObject({ leadOrgUnitId: 'DBP-NAM-CAN', place: { kind: 'site', siteId: 'gate-nam-can' } });
    expect(records[4]).toMatchObject({
      place: { kind: 'point', geometry: { type: 'Point', coordinates: [105.6922, 18.6734] }, uncertaintyM: 200 },
      note: 'Chốt kiểm soát; ca đêm',
    });
    expect(records[5]).toMatchObject({
      orgUnitIds: ['CA', 'BP', 'VKS'],
      place: { kind: 'communes', communeIds: ['16738'], extent: 'somewhere' },
    });
  });

  test('the bad sample: every fault named by row, column and code; blank rows skipped', async () => {
    const result = await parsed('measures', sample('measures-bad.csv'));
    expect(result.good.map(({ row }) => row)).toEqual([1]);
    expect(faultsByRow(result)).toEqual([
      '2 Loại biện pháp field.malformed',
      '3 Đơn vị chủ trì reference.unknown',
      '4 Từ ngày date.malformed',
      '5 Từ ngày date.in_future',
      '6 Đến ngày period.ends_before_start',
      '7 Tiểu đề án field.out_of_range',
      '8 Tiểu đề án field.not_a_number',
      '9 Minh chứng field.malformed',
      '10 Tuyến reference.unknown',
      '11 Từ km field.malformed',
      '12 Đến km field.out_of_range',
      '14 Kinh độ geometry.outside_province',
      '16 Kinh độ field.not_a_number',
      '17 Xã, phường reference.unknown',
      '18 Khu vực reference.unknown',
      '19 place field.missing',
      '20 Tuyến field.malformed',
      '21 Trạng thái field.malformed',
      '22 Ghi chú privacy.person_pattern',
      '23 Ghi chú privacy.classified',
      '25 Đơn vị chủ trì field.missing',
      '25 Từ ngày field.missing',
    ]);
    const future = result.bad.find(({ code }) => code === 'date.in_future')!;
    expect(future.message).toEqual({ vi: 'Ngày 03/12/2026 ở tương lai.', en: 'The day 3 Dec 2026 is in the future.' });
    // Exchanged columns and VN-2000 metres are asked: rows 13 and 15 wait.
    expect([result.badTotal, result.questions.map(({ id }) => id)]).toEqual([
      21,
      ['axis-order:lng', 'coordinate-system'],
    ]);
    for (const { message } of result.bad) {
      expect(message.vi).not.toBe('');
      expect(message.en).not.toMatch(/Nguyễn|0912345678/);
      expect(message.vi).not.toMatch(/Nguyễn|0912345678/);
    }
  });

  test('headers without accents, in English, in any order and case; the unknown are told', async () => {
    const text = 'TU NGAY,loai,Lead Agency,xa,Thời tiết\n2026-11-01,m02,ca,Muong Xen,mưa\n';
    const result = await parsed('measures', bytesOf(text));
    expect(result.good[0].record).toMatchObject({ type: 'M02', place: { communeIds: ['16813'] } });
    expect(unusedIn(result)).toEqual(['Thời tiết']);
  });

  test('the templates’ examples are refused as examples, and import without their mark', async () => {
    for (const kind of ['measures', 'incidents'] as const) {
      const template = renderTemplate(kind);
      const left = await parsed(kind, bytesOf(template));
      expect(left.good).toEqual([]);
      expect(left.badTotal).toBe(left.bad.length);
      for (const { column, message } of left.bad) {
        expect(column).toBe('Ghi chú');
        expect(message.vi).toBe('Đây là dòng ví dụ của tệp mẫu; hãy xóa dòng này.');
      }
      const result = await parsed(kind, bytesOf(template.replaceAll('VÍ DỤ – xóa dòng này', '')));
      expect(result.bad).toEqual([]);
      expect(result.good.length).toBeGreaterThanOrEqual(3);
      expect(unusedIn(result)).toEqual([]);
    }
  });

  test.each([
    ['M02,CA,12/10/26,16813', 'bốn chữ số'],
    ['M02,CA,12/10/2026,Mường Xém', 'không có trong danh mục. Gần giống: Xã Mường Xén'],
    ['M02,Công an tỉn,12/10/2026,16813', 'không có trong danh mục. Gần giống: '],
    ['M02,CA,12/10/2026,Huyện Kỳ Sơn', 'cấp huyện cũ (Huyện Kỳ Sơn)'],
    ['M02,CA,12/10/2026,Zzqwx', '“Zzqwx” không có trong danh mục.'],
  ])('%s: says what is wrong: %s', async (line, says) => {
    const { bad } = await parsed('measures', bytesOf(`type,lead,firstOn,commune\n${line}\n`));
    expect(bad).toHaveLength(1);
    expect(bad[0].message.vi).toContain(says);
  });

  test('a file in TCVN3 reads the same as in UTF-8, by its words as when its encoding is chosen', async () => {
    const text = 'Loại biện pháp;Đơn vị chủ trì;Từ ngày;Xã, phường\nM02;Công an tỉnh;03/11/2026;Mường Xén\n';
    const utf8 = await parsed('measures', bytesOf(text));
    expect(await parsed('measures', iconvFile(text))).toMatchObject({ encoding: 'tcvn3', good: utf8.good });
    const file = { kind: 'measures', fileName: 'a.csv', bytes: iconvFile(text), encoding: 'tcvn3' } as const;
    const result = await readFile(file, '2026-11-23');
    expect('done' in result && result.done.good).toEqual(utf8.good);
    expect('done' in result && result.done.encodingGuesses.map((g) => g.encoding)).toEqual(['windows-1258', 'vni']);
  });
});

describe('incidents from CSV', () => {
  test('the good sample', async () => {
    const { good, bad } = await parsed('incidents', sample('incidents-good.csv'));
    expect(bad).toEqual([]);
    expect(good.map(({ record }) => record)).toMatchObject([
      {
        place: { kind: 'exact', geometry: { type: 'Point', coordinates: [104.0912, 19.4655] } },
        handling: [
          { step: 'received', on: '2026-10-12' },
          { step: 'classified', on: '2026-10-12' },
          { step: 'verification-due', on: '2026-12-12' },
        ],
      },
      {
        place: { kind: 'commune', communeId: '16813' },
        victimsRescued: 2,
        firstOn: '2026-10-01',
        lastOn: '2026-10-20',
      },
      { place: { kind: 'route-km', routeId: 'QL7', fromM: 33_170 }, howFound: 'referred' },
      { place: { kind: 'province' } },
    ]);
  });

  test('the bad sample', async () => {
    const result = await parsed('incidents', sample('incidents-bad.csv'));
    expect(result.good.map(({ row }) => row)).toEqual([1]);
    expect(faultsByRow(result)).toEqual([
      '2 How found field.malformed',
      '4 Victims rescued field.not_a_number',
      '5 Victims rescued field.out_of_range',
      '6 Received date.in_future',
      '7 Commune reference.unknown',
      '8 place field.missing',
      '9 Type field.malformed',
      '10 Note privacy.person_pattern',
    ]);
  });
});

describe('GeoJSON', () => {
  test('the good sample: tracks, polygons and points', async () => {
    const { good, bad, format } = await parsed('measures', sample('measures-good.geojson'));
    expect({ bad, format }).toEqual({ bad: [], format: 'geojson' });
    expect(good.map(({ record }) => record.place.kind)).toEqual(['track', 'polygon', 'point']);
    expect(good[0].record).toMatchObject({ orgUnitIds: ['BP', 'CA'] });
    expect(good[2].record.place).toMatchObject({ geometry: { type: 'Point' } });
  });

  test('the bad sample: swapped, crossing, empty, text, unsupported and missing geometries', async () => {
    const result = await parsed('measures', sample('measures-bad.geojson'));
    expect(faultsByRow(result)).toEqual([
      '1 geometry geometry.swapped',
      '2 geometry geometry.self_intersecting',
      '3 geometry geometry.empty',
      '4 geometry geometry.malformed',
      '5 geometry geometry.malformed',
      '6 place field.missing',
    ]);
    expect(result.good.map(({ row }) => row)).toEqual([7]);
  });
});

describe('files that are refused as a whole', () => {
  const head = 'type,lead,firstOn,commune\n';
  test.each([
    ['a workbook or archive', 'PK\u0003\u0004rest', 'file.unreadable'],
    ['no data row', head, 'file.empty'],
    ['a quote that never closes', `${head}M02,"CA,2026-01-01,16813\n`, 'file.unreadable'],
    ['the same column twice', 'type,type,lead,firstOn,commune\nM02,M02,CA,2026-01-01,16813\n', 'file.unreadable'],
    ['broken JSON', '{"type":"FeatureCollection","features":[', 'file.unreadable'],
    ['another kind of JSON', '[1,2,3]', 'file.unreadable'],
    ['no feature', '{"type":"FeatureCollection","features":[]}', 'file.empty'],
    [
      'deep nesting',
      `{"type":"FeatureCollection","features":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'file.unreadable',
    ],
    [
      'another coordinate system',
      '{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[{}]}',
      'file.unreadable',
    ],
    ['more than 50,000 rows', head + 'M02,CA,2026-01-01,16813\n'.repeat(50_001), 'file.too_many_rows'],
    ['a line of a million cells', `${head}${',x'.repeat(1_000_000)}\n`, 'file.unreadable'],
  ])('%s', async (_, text, code) => {
    const fault = await refused('measures', text);
    expect(fault.code).toBe(code);
    expect(fault.message.vi).not.toBe('');
  });

  test('a file whose headings say nothing is not refused: its columns wait to be named', async () => {
    const text = 'Mã số,Nơi nào,Bên làm,Hôm\nM02,16813,CA,01/11/2026\n';
    const first = await parsed('measures', bytesOf(text));
    expect(first).toMatchObject({ good: [], bad: [], missingFields: ['type', 'lead', 'firstOn', 'place'] });
    expect(first.columns[0]).toEqual({ header: 'Mã số', field: null, by: 'none', examples: ['M02'] });

    const mapping = { 'Mã số': 'type', 'Nơi nào': 'commune', 'Bên làm': 'lead', Hôm: 'firstOn' };
    const file = { kind: 'measures', fileName: 'a.csv', bytes: bytesOf(text) } as const;
    const chosen = await readFile({ ...file, mapping }, '2026-11-23');
    expect('done' in chosen && chosen.done).toMatchObject({ missingFields: [], badTotal: 0, waiting: 0 });
    expect('done' in chosen && chosen.done.good[0].record).toMatchObject({ type: 'M02', leadOrgUnitId: 'CA' });
    expect('done' in chosen && chosen.done.columns.map(({ by }) => by)).toEqual(Array(4).fill('chosen'));

    const remembered = { [layoutOf(['HÔM', 'Bên làm', 'Nơi nào', 'mã số'])]: { mapping, constants: {} } };
    const again = await readFile({ ...file, remembered }, '2026-11-23');
    expect('done' in again && again.done.columns.map(({ by }) => by)).toEqual(Array(4).fill('remembered'));
    expect('done' in again && again.done.good).toEqual('done' in chosen && chosen.done.good);
  });

  test.each([
    [{ type: 'lead', lead: 'lead' }, 'cùng một nghĩa'],
    [{ type: 'phone' }, 'Không có trường “phone”'],
  ])('a choice that cannot be is refused: %j', async (mapping, says) => {
    const bytes = bytesOf('type,lead,firstOn,commune\nM02,CA,2026-01-01,16813\n');
    const file = { kind: 'measures', fileName: 'a.csv', bytes, mapping } as const;
    const result = await readFile(file, '2026-11-23');
    expect('refused' in result && result.refused).toMatchObject({
      code: 'field.malformed',
      place: { path: 'mapping' },
    });
    expect('refused' in result && result.refused.message.vi).toContain(says);
  });

  test('of two columns of one meaning the field’s own name is read, and the other is told', async () => {
    const text = 'loại,type,lead,firstOn,commune\nM03,M02,CA,2026-01-01,16813\n';
    const result = await parsed('measures', bytesOf(text));
    expect(result.good[0].record.type).toBe('M02');
    expect(result.remarks[0].vi).toBe('Hai cột “type” và “loại” cùng nghĩa “Loại biện pháp”; chỉ đọc “type”.');
  });

  test.each(['=HYPERLINK("http://x","y")', '=1+1', "=cmd|'/C calc'!A0", '@SUM(A1:A3)', '+A1*2', '-A1+B2'])(
    'a cell that a spreadsheet would run is refused: %s',
    async (cell) => {
      const text = `type,lead,firstOn,commune,note\nM02,CA,2026-01-01,16813,"${cell.replaceAll('"', '""')}"\n`;
      const { bad, good } = await parsed('measures', bytesOf(text));
      expect(good).toEqual([]);
      expect(bad).toMatchObject([{ row: 1, column: 'note', code: 'file.hostile' }]);
    },
  );

  test.each(['- đã kiểm tra', '-3', '+ 2 tổ tuần tra', '= đủ'])(
    'and one that only begins so is not: %s',
    async (note) => {
      const text = `type,lead,firstOn,commune,note\nM02,CA,2026-01-01,16813,${note}\n`;
      expect((await parsed('measures', bytesOf(text))).good).toHaveLength(1);
    },
  );
});

test('as many good rows as a file may have are read', async () => {
  const text = 'type,lead,firstOn,commune,note\n' + 'M02,CA,2026-01-01,16813,Tuần tra địa bàn\n'.repeat(50_000);
  expect((await parsed('measures', bytesOf(text))).good.length).toBe(50_000);
});

test('nothing that can be sent makes the reader throw', async () => {
  // Truncations and byte flips of the samples: always a preview or a refusal, never an exception.
  let seed = 7;
  const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (const name of ['measures-good.csv', 'measures-good.geojson', 'incidents-good.csv']) {
    const bytes = sample(name);
    const kind = name.startsWith('measures') ? 'measures' : 'incidents';
    for (let i = 0; i < 50; i++) {
      const damaged = bytes.slice(0, i % 3 === 0 ? random(bytes.length) : bytes.length);
      for (let k = 0; k <= i % 5; k++) if (damaged.length > 0) damaged[random(damaged.length)] = random(256);
      const result = await read(kind, damaged);
      expect('done' in result || result.refused.code.length > 0).toBe(true);
    }
  }
}, 60_000);

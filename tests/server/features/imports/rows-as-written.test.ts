import { describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { wgs84ToVn2000 } from '#geo/geometry/vn2000.ts';
import { sniffDelimiter } from '#server/features/imports/read-csv.ts';
import { run } from '#server/jobs/tasks/parse-import.ts';

const register = readRegister();
async function read(text: string, answers: Record<string, string> = {}, fileName = 'a.csv') {
  const file = { kind: 'measures', fileName, bytes: new TextEncoder().encode(text), answers } as const;
  const result = await run({ file, register, todayOn: '2026-11-23' }, () => undefined);
  if ('refused' in result) throw new Error(result.refused.message.en);
  return result.done;
}
const placesOf = ({ good }: Awaited<ReturnType<typeof read>>) => good.map(({ record }) => record.place);

describe('the delimiter', () => {
  test.each([
    ['semicolons beside decimal commas', 'Kinh độ;Vĩ độ\n105,69;18,67\n105,70;18,68\n', ';'],
    [
      'a heading with a comma in a name',
      'Xã, phường;Từ ngày, giờ;Ghi chú\nMường Xén;03/11/2026;a\nNậm Cắn;04/11/2026;b\n',
      ';',
    ],
    ['commas beside lists by semicolons', 'type,communes\nM02,16813;16816\nM02,16813;16816;16819\n', ','],
    ['tabs', 'type\tlead\tnote\nM02\tCA\ta, b, c\nM02\tCA\ta; b; c\n', '\t'],
    ['bars', 'type|lead\nM02|CA\n', '|'],
    ['quoted cells over lines', 'type,note\nM02,"a;b;c\nd;e;f"\nM03,"g;h"\n', ','],
    ['Excel’s own line', 'sep=|\ntype;lead|x\n', '|'],
    ['a heading alone', 'type;lead;firstOn\n', ';'],
    ['one column', 'note\nM02\n', ';'],
    ['nothing', '', ';'],
  ])('of %s', (_, text, delimiter) => expect(sniffDelimiter(text)).toBe(delimiter));
});

test('a file that our own export made is said to add records', async () => {
  const text = 'Loại biện pháp;Đơn vị chủ trì;Từ ngày;Xã, phường;Mã bản ghi\nM02;CA;03/11/2026;Mường Xén;x\n';
  const isOurs = async (file: string) =>
    (await read(file)).remarks.some(({ en }) => en.includes('an export of this system'));
  expect(await isOurs(text)).toBe(true);
  expect(await isOurs(text.replace('Mã bản ghi', 'Mã'))).toBe(false);
});

test('a row that numbers the columns under the headings is left out, and said; one such row of data is not', async () => {
  const text = 'Loại biện pháp;Đơn vị chủ trì;Từ ngày;Xã, phường\n(1);(2);(3);(4)\nM02;CA;03/11/2026;Mường Xén\n';
  const numbered = await read(text);
  expect(numbered).toMatchObject({ badTotal: 0, good: [{ row: 2 }] });
  expect(numbered.remarks.map(({ en }) => en)).toContainEqual(expect.stringContaining('column numbers'));
  expect(await read(text.replace('(1)', '1').replace('(3)', '5'))).toMatchObject({ badTotal: 1, good: [{ row: 2 }] });
});

describe('a commune beside', () => {
  const HEAD = 'type;lead;firstOn;route;fromKm;toKm;lng;lat;commune\n';
  const FIRST = 'M02;CA;03/11/2026';

  test('a stretch or a position is a check of it; alone it is the place', async () => {
    const [xen, inside] = [register.communes.find(({ nameVi }) => nameVi === 'Xã Mường Xén')!, '104.1436;19.4057'];
    const done = await read(
      HEAD +
        [
          `${FIRST};QL7A;200+500;215+000;;;Mường Xén`,
          `${FIRST};QL7A;200+500;201+000;;;Diễn Châu`,
          `${FIRST};;;;${inside};Mường Xén`,
          `${FIRST};;;;;;Mường Xén`,
          `${FIRST};QL7A;;;;;Mường Xén`,
        ].join('\n'),
    );
    expect(done.bad).toEqual([]);
    expect(placesOf(done).map(({ kind }) => kind)).toEqual(['interval', 'interval', 'point', 'communes', 'communes']);
    expect(placesOf(done)[3]).toMatchObject({ communeIds: [xen.id] });
    const elsewhere = done.remarks.filter(({ en }) => en.includes('outside the commune'));
    expect(elsewhere).toEqual([
      expect.objectContaining({ en: expect.stringContaining('1 rows lies outside the commune beside it (rows 2)') }),
    ]);
  });

  test('a name that is not clear checks nothing and stops nothing', async () => {
    const done = await read(`${HEAD}${FIRST};QL7A;200+500;215+000;;;chỗ nào đó\n`);
    expect(done).toMatchObject({ badTotal: 0, waiting: 0, good: [{ row: 1 }] });
    expect(done.remarks.filter(({ en }) => en.includes('outside the commune'))).toEqual([]);
  });

  test('two ways that both say exactly where are still a fault', async () => {
    expect(await read(`${HEAD}${FIRST};QL7A;200+500;215+000;105.69;18.67;\n`)).toMatchObject({ badTotal: 1 });
  });
});

describe('metres of VN-2000', () => {
  const HEAD = 'type;lead;firstOn;Northing;Easting\n';
  const row = (lngLat: [number, number], epsg: 9208 | 5897) => {
    const [easting, northing] = wgs84ToVn2000(lngLat, epsg);
    return `M02;CA;03/11/2026;${northing.toFixed(2)};${easting.toFixed(2)}`;
  };
  /** So far to the west and to the east that 26 km more would lie in Laos, and in the sea. */
  const WEST: [number, number] = [103.93, 19.3];
  const EAST: [number, number] = [105.7, 18.85];

  test('are asked where several zones put all positions into the province, with each reading', async () => {
    const done = await read(HEAD + row([105.0, 19.1], 9208));
    expect(done).toMatchObject({ waiting: 1, questions: [{ id: 'coordinate-system', answer: null }] });
  });

  test('are read without asking in the one zone that does, which is said and can be changed', async () => {
    const text = HEAD + [WEST, EAST].map((at) => row(at, 9208)).join('\n');
    const done = await read(text);
    expect(done).toMatchObject({
      waiting: 0,
      badTotal: 0,
      questions: [{ id: 'coordinate-system', answer: 'EPSG:9208' }],
    });
    const points = placesOf(done).map(
      (place) => (place as { geometry: { coordinates: number[] } }).geometry.coordinates,
    );
    points.forEach(([lng, lat], i) => {
      expect(lng).toBeCloseTo([WEST, EAST][i][0], 6);
      expect(lat).toBeCloseTo([WEST, EAST][i][1], 6);
    });
    expect(done.remarks.map(({ en }) => en)).toContainEqual(
      expect.stringContaining('no other zone puts every position'),
    );
    const other = await read(text, { 'coordinate-system': 'EPSG:5897' });
    expect(other.questions[0].answer).toBe('EPSG:5897');
    expect(other.remarks.filter(({ en }) => en.includes('no other zone'))).toEqual([]);
  });

  test('of shapes whose file names no system too', async () => {
    const shape = (at: [number, number]) => ({
      type: 'Feature',
      properties: { type: 'M02', lead: 'CA', firstOn: '2026-11-03' },
      geometry: { type: 'Point', coordinates: wgs84ToVn2000(at, 9208) },
    });
    const text = JSON.stringify({ type: 'FeatureCollection', features: [WEST, EAST].map(shape) });
    const done = await read(text, {}, 'a.geojson');
    expect(done).toMatchObject({
      waiting: 0,
      badTotal: 0,
      questions: [{ id: 'file-coordinate-system', answer: 'EPSG:9208' }],
    });
    const open = JSON.stringify({ type: 'FeatureCollection', features: [shape([105.0, 19.1])] });
    expect(await read(open, {}, 'a.geojson')).toMatchObject({
      waiting: 1,
      questions: [{ id: 'file-coordinate-system', answer: null }],
    });
    const [{ geometry }] = placesOf(done) as unknown as { geometry: { coordinates: number[] } }[];
    expect(geometry.coordinates[0]).toBeCloseTo(WEST[0], 6);
  });
});

import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const HEAD = ['Mã việc', 'Bên chủ trì nhé', 'Hôm'];
const MAPPING = { 'Mã việc': 'type', 'Bên chủ trì nhé': 'lead', Hôm: 'firstOn' };
const rowOf = (day: string) => ['M02', 'BP', day];

const SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
function sheet(rows: string[][]): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const lines = rows.map((row) => `<row>${row.map(cell).join('')}</row>`);
  return strToU8(`<worksheet ${SHEETS}><sheetData>${lines.join('')}</sheetData></worksheet>`);
}
/** Two sheets, the second named after its month. */
function workbook(day: string): Uint8Array {
  const names = ['Ghi chép', nameOf(day)];
  const listed = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`);
  const related = names.map(
    (_, i) => `<Relationship Id="r${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook ${SHEETS} xmlns:r="${RELATIONS}"><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': sheet([['Không có gì'], ['ở đây']]),
    'xl/worksheets/sheet2.xml': sheet([
      [...HEAD, 'Nơi nào'],
      [...rowOf(day), '16813'],
    ]),
  });
}
const nameOf = (day: string) => `Tháng ${day.slice(3, 5)}`;
const geojson = (day: string) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: Object.fromEntries(HEAD.map((name, i) => [name, rowOf(day)[i]])),
        geometry: { type: 'Point', coordinates: [105.2, 19] },
      },
    ],
  });

describeOnBothEngines(
  'columns that a person named once',
  (t) => {
    const upload = async (content: string | Uint8Array, name: string, extra: Record<string, string> = {}) => {
      const form = new FormData();
      form.set('kind', 'measures');
      for (const [field, value] of Object.entries(extra)) form.set(field, value);
      form.set('file', new Blob([content as string]), name);
      return (await t.request('/api/imports', { method: 'POST', body: form })).body;
    };
    test.each([
      ['a sheet of a workbook', 'xlsx', workbook, { ...MAPPING, 'Nơi nào': 'commune' }],
      ['GeoJSON', 'geojson', geojson, MAPPING],
    ] as const)('in %s are known in the agency’s next file', async (_, ending, write, mapping) => {
      const table = (day: string) => (ending === 'xlsx' ? { table: nameOf(day) } : undefined);
      const first = await upload(write('03/10/2026'), `a.${ending}`, table('03/10/2026'));
      expect(first.missingFields).toContain('lead');
      const named = await upload(write('03/10/2026'), `a.${ending}`, {
        ...table('03/10/2026'),
        mapping: JSON.stringify(mapping),
      });
      expect(named).toMatchObject({ good: 1, badTotal: 0 });
      expect((await t.request(`/api/imports/${named.id}/confirm`, { method: 'POST' })).body.stored).toBe(1);

      const next = await upload(write('04/11/2026'), `b.${ending}`, table('04/11/2026'));
      expect(next).toMatchObject({ good: 1, badTotal: 0, missingFields: [] });
      const by = Object.fromEntries(
        next.columns.map((column: { header: string; by: string }) => [column.header, column.by]),
      );
      for (const header of Object.keys(mapping)) expect(by[header]).toBe('remembered');
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);

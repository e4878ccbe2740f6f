import { beforeEach, expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const GPX = (name: string) => `<?xml version="1.0"?>
<gpx version="1.1" creator="eTrex 32x" xmlns="http://www.topografix.com/GPX/1/1">
  <trk><name>${name}</name><type>running</type><trkseg>
    <trkpt lat="18.6734" lon="105.6922"><time>2026-11-03T01:00:00Z</time></trkpt>
    <trkpt lat="18.6744" lon="105.6932"><time>2026-11-03T01:10:00Z</time></trkpt>
  </trkseg></trk></gpx>`;

const upload = (t: TestServer, content: string, extra: Record<string, unknown> = {}, kind = 'measures') => {
  const form = new FormData();
  form.set('kind', kind);
  for (const [name, value] of Object.entries(extra)) form.set(name, JSON.stringify(value));
  form.set('file', new Blob([content]), 'tuần tra.gpx');
  return t.request('/api/imports', { method: 'POST', body: form });
};
const confirm = (t: TestServer, id: string) => t.request(`/api/imports/${id}/confirm`, { method: 'POST' });

describeOnBothEngines(
  'what holds for every row of a file',
  (t) => {
    beforeEach(() => t.setNow('2026-11-23T08:00:00+07:00'));

    test('a GPX from a receiver, which has no column for the type and the agency, is imported and its next one too', async () => {
      // A receiver's own <type> is no measure's.
      const asked = (await upload(t, GPX('Tuần tra 1'))).body;
      expect(asked).toMatchObject({ good: 0, constants: [], missingFields: ['lead'] });

      const constants = {
        type: 'M02',
        lead: 'Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An',
        documentNumber: '12/KH',
        evidence: '',
      };
      const preview = (await upload(t, GPX('Tuần tra 1'), { constants })).body;
      expect(preview).toMatchObject({
        bad: [],
        good: 1,
        missingFields: [],
        constants: [
          { field: 'type', text: 'M02', by: 'chosen' },
          { field: 'lead', text: 'Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An', by: 'chosen' },
          { field: 'documentNumber', text: '12/KH', by: 'chosen' },
        ],
      });
      const columnOf = (header: string) =>
        preview.columns.find((column: { header: string }) => column.header === header)?.field;
      expect([columnOf('type'), columnOf('firstOn')]).toEqual([null, 'firstOn']);
      expect(preview.remarks.map(({ en }: { en: string }) => en).join('\n')).toContain('“type” is not read');
      expect((await confirm(t, preview.id)).body.stored).toBe(1);
      const { items } = (await t.request('/api/measures?period=crime-2026-11-01')).body;
      expect(items[0]).toMatchObject({
        type: 'M02',
        leadOrgUnitId: 'BP',
        firstOn: '2026-11-03',
        documentNumber: '12/KH',
        place: { kind: 'line' },
      });

      // Remembered for the layout; the document was that file's alone.
      const next = (await upload(t, GPX('Tuần tra 2'))).body;
      expect(next.constants).toEqual([
        { field: 'type', text: 'M02', by: 'remembered' },
        { field: 'lead', text: 'Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An', by: 'remembered' },
      ]);
      expect(next).toMatchObject({ good: 1, missingFields: [] });
      // A column that the person chooses goes before; a blank text gives up what is remembered.
      const chosen = (await upload(t, GPX('Tuần tra 2'), { mapping: { name: 'lead' } })).body;
      expect(chosen.constants.map(({ field }: { field: string }) => field)).toEqual(['type']);
      const given = (await upload(t, GPX('Tuần tra 2'), { constants: { lead: ' ' } })).body;
      expect(given.missingFields).toEqual(['lead']);
    });

    test('nothing said any more is nothing remembered any more', async () => {
      const text = 'loại,ngày,xã,cột lạ\nM02,01/11/2026,16813,\n';
      const first = (await upload(t, text, { constants: { lead: 'CA' } })).body;
      expect((await confirm(t, first.id)).body.stored).toBe(1);
      const mapping = { 'cột lạ': 'lead' };
      const withLead = text.replace(',\n', ',BP\n');
      const second = (await upload(t, withLead, { mapping })).body;
      expect(second).toMatchObject({ good: 1, constants: [] });
      expect((await confirm(t, second.id)).body.stored).toBe(1);
      const third = (await upload(t, withLead.replace('01/11', '02/11'))).body;
      expect(third).toMatchObject({ good: 1, constants: [] });
    });

    test('a constant that no row may hold is refused once, with the field; a wrong one is a fault of each row', async () => {
      const text = 'loại,ngày,xã\nM02,01/11/2026,16813\nM02,02/11/2026,16813\n';
      for (const [constants, code, column] of [
        [{ nobody: 'x' }, 'field.malformed', 'nobody'],
        [{ note: '=HYPERLINK("http://x")' }, 'file.hostile', 'note'],
        [{ note: 'a\u0000b' }, 'field.malformed', 'note'],
        [{ note: '\ud800' }, 'field.malformed', 'note'],
      ] as const) {
        const { status, body } = await upload(t, text, { constants });
        expect([status, body.error.code, body.error.place]).toEqual([422, code, { path: 'constants', column }]);
      }
      const both = await upload(t, text, { constants: { lead: 'CA' }, mapping: { loại: 'lead' } });
      expect(both.body.error).toMatchObject({ code: 'field.malformed', place: { column: 'lead' } });
      expect((await upload(t, text, { constants: ['lead'] })).body.error.place.path).toBe('constants');
      const wrong = (await upload(t, text, { constants: { lead: 'Hội Nông dân xã' } })).body;
      expect(wrong.bad.map(({ row, column, code }: Record<string, unknown>) => [row, column, code])).toEqual([
        [1, 'lead', 'reference.unknown'],
        [2, 'lead', 'reference.unknown'],
      ]);
      const person = (await upload(t, text, { constants: { lead: 'CA', note: 'Gọi 0912345678' } })).body;
      expect(person).toMatchObject({ good: 0, badTotal: 2, bad: [{ code: 'privacy.person_pattern' }, {}] });
    });

    test('of incidents too', async () => {
      const text = 'loại,ngày,xã\nillegal-exit,01/11/2026,16813\n';
      const preview = (await upload(t, text, { constants: { howFound: 'reported', reportedTo: 'BP' } }, 'incidents'))
        .body;
      expect(preview).toMatchObject({ bad: [], good: 1, missingFields: [] });
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);

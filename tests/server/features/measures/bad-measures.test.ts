import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentBody, measureBody } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const point = (...coordinates: unknown[]) => ({
  kind: 'point',
  geometry: { type: 'Point', coordinates },
  uncertaintyM: 0,
});
const ringOf = (...corners: number[][]) => ({ kind: 'polygon', geometry: { type: 'Polygon', coordinates: [corners] } });

/** What is sent instead of a right value, the code that answers it, and where. */
const BAD: [name: string, change: Record<string, unknown>, code: string, path: string][] = [
  ['no type', { type: undefined }, 'field.missing', 'type'],
  ['an unknown type', { type: 'M55' }, 'field.malformed', 'type'],
  ['a number for a type', { type: 2 }, 'field.malformed', 'type'],
  ['text for a number', { subScheme: 'hai' }, 'field.malformed', 'subScheme'],
  ['no agencies', { orgUnitIds: [] }, 'field.out_of_range', 'orgUnitIds'],
  ['an unknown agency', { leadOrgUnitId: 'XYZ' }, 'reference.unknown', 'leadOrgUnitId'],
  ['an agency of odd letters', { leadOrgUnitId: "BP'; drop table measure; --" }, 'field.malformed', 'leadOrgUnitId'],
  ['31 February', { firstOn: '2026-02-31' }, 'date.malformed', 'firstOn'],
  ['a day in Vietnamese order', { firstOn: '01/11/2026' }, 'date.malformed', 'firstOn'],
  ['a day in the future', { lastOn: '2026-11-24' }, 'date.in_future', 'lastOn'],
  ['an end before the start', { lastOn: '2026-10-31' }, 'period.ends_before_start', 'lastOn'],
  ['a year before any record', { firstOn: '0001-01-01' }, 'field.out_of_range', 'firstOn'],
  ['a note too long', { note: 'x'.repeat(501) }, 'field.out_of_range', 'note'],
  ['a NUL', { note: 'a\u0000b' }, 'field.malformed', 'note'],
  ['half a surrogate pair', { note: 'a\ud800' }, 'field.malformed', 'note'],
  ['no place', { place: undefined }, 'field.missing', 'place'],
  ['an unknown kind of place', { place: { kind: 'moon' } }, 'field.malformed', 'place.kind'],
  ['swapped coordinates', { place: point(19.41, 104.31) }, 'geometry.swapped', 'place.geometry'],
  ['a place in Hà Nội', { place: point(105.85, 21.03) }, 'geometry.outside_province', 'place.geometry'],
  ['text for a coordinate', { place: point('104', 19) }, 'field.not_a_number', 'place.geometry.coordinates[0]'],
  ['one coordinate', { place: point(104) }, 'field.out_of_range', 'place.geometry.coordinates'],
  [
    'an empty line',
    { place: { kind: 'line', geometry: { type: 'LineString', coordinates: [] } } },
    'geometry.empty',
    'place.geometry',
  ],
  [
    'a bow tie',
    { place: ringOf([104, 19], [104.1, 19.1], [104.1, 19], [104, 19.1], [104, 19]) },
    'geometry.self_intersecting',
    'place.geometry',
  ],
  [
    'an open ring',
    { place: ringOf([104, 19], [104.1, 19.1], [104.1, 19], [104, 19.1]) },
    'geometry.malformed',
    'place.geometry',
  ],
  [
    'a stretch beyond the route',
    { place: { kind: 'interval', routeId: 'QL7', fromM: 0, toM: 1e9 } },
    'field.out_of_range',
    'place.toM',
  ],
  [
    'a commune that is none',
    { place: { kind: 'communes', communeIds: ['00000'], extent: 'whole' } },
    'reference.unknown',
    'place.communeIds[0]',
  ],
  ['a phone number', { note: 'liên hệ 0912 345 678' }, 'privacy.person_pattern', 'note'],
  ['a secrecy stamp', { note: 'MẬT' }, 'privacy.classified', 'note'],
];

describeOnBothEngines(
  'bad input',
  (t) => {
    const total = async () => (await t.request('/api/measures?status=done')).body.total as number;

    test('a misspelt filter is refused, not answered with everything', async () => {
      const { status, body } = await t.request('/api/measures?perod=plan-2025-12-15');
      expect([status, body.error.code, body.error.place.path]).toEqual([422, 'field.unknown', 'perod']);
    });

    test.each(BAD)('%s is refused: nothing stored', async (_name, change, code, path) => {
      const before = await total();
      const { status, body } = await t.request('/api/measures', { json: measureBody(change) });
      expect([status, body.error.code, body.error.place.path]).toEqual([422, code, path]);
      expect(body.error.message.vi.length * body.error.message.en.length).toBeGreaterThan(0);
      expect(body.error.faults[0] ?? body.error).toMatchObject({ code, place: { path } });
      expect(await total()).toBe(before);
    });

    test('all faults of a record are told at once', async () => {
      const { body } = await t.request('/api/measures', {
        json: measureBody({ lastOn: '2026-10-01', leadOrgUnitId: 'NO', note: 'sn 1998' }),
      });
      const codes = body.error.faults.map((f: any) => f.code);
      expect(codes).toEqual([
        'period.ends_before_start',
        'reference.unknown',
        'field.malformed',
        'privacy.person_pattern',
      ]);
    });

    test.each([
      ['no JSON', '{"type":', 400, 'request.malformed'],
      ['an array', '[]', 422, 'field.malformed'],
      ['null', 'null', 422, 'field.malformed'],
      ['nothing', '', 422, 'field.missing'],
      ['3 MB', JSON.stringify({ note: 'x'.repeat(3_000_000) }), 413, 'request.too_large'],
      ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'request.malformed'],
    ])('%s as a body is answered %i', async (_name, body, status, code) => {
      const answer = await t.request('/api/measures', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    });

    test.each([
      ['GET', '/api/measures/not-a-uuid', 422],
      ['GET', '/api/measures/00000000-0000-4000-8000-000000000000', 404],
      ['DELETE', '/api/measures/00000000-0000-4000-8000-000000000000?version=1', 404],
      ['DELETE', '/api/measures/00000000-0000-4000-8000-000000000000', 422],
      ['GET', '/api/incidents/00000000-0000-4000-8000-000000000000', 404],
      ['DELETE', '/api/agency-reports/00000000-0000-4000-8000-000000000000', 404],
    ])('%s %s is %i', async (method, path, status) => {
      const answer = await t.request(path, { method });
      expect([path, answer.status]).toEqual([path, status]);
    });

    test('whatever JSON is sent, the answer is a stored record or a 4xx, never a 500', async () => {
      const junk = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(
          null,
          '',
          0,
          -1,
          1e308,
          -0,
          '2026-11-01',
          'QL7',
          [104, 19],
          { kind: 'point' },
          [],
          {},
          true,
          'x'.repeat(600),
        ),
        fc.double(),
        fc.string({ unit: 'binary' }),
      );
      const edit = fc.tuple(fc.constantFrom(...KEYS), junk);
      await fc.assert(
        fc.asyncProperty(fc.boolean(), fc.array(edit, { minLength: 1, maxLength: 3 }), async (isMeasure, edits) => {
          const body = isMeasure ? measureBody() : incidentBody();
          for (const [path, value] of edits) setAt(body, path, value);
          const answer = await t.request(isMeasure ? '/api/measures' : '/api/incidents', { json: body });
          expect([answer.status, answer.text.slice(0, 300)]).toSatisfy(
            ([status]) => status === 201 || (status >= 400 && status < 500),
          );
        }),
        { numRuns: 250, seed: 415 },
      );
    });

    test('whatever is asked of a list, the answer is a page or a 4xx, never a 500', async () => {
      const path = fc.constantFrom('/api/measures', '/api/incidents', '/api/agency-reports', '/api/audit');
      const key = fc.constantFrom(...QUERY_KEYS);
      const value = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom(
          '1e99',
          '-1',
          '9007199254740991',
          '1,2,3,4',
          '0,0,0,0',
          '-999,-999,999,999',
          "' or 1=1 --",
          'NaN',
          '%00',
        ),
        fc.tuple(fc.double(), fc.double(), fc.double(), fc.double()).map((b) => b.join(',')),
        fc.date({ noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)),
      );
      await fc.assert(
        fc.asyncProperty(path, fc.array(fc.tuple(key, value), { maxLength: 4 }), async (list, pairs) => {
          const query = pairs.map(([k, v]) => `${k}=${encodeURIComponent(v.toWellFormed())}`).join('&');
          const answer = await t.request(`${list}?${query}`, { as: 'verifier' });
          expect([query, answer.status, answer.status >= 500]).toEqual([query, answer.status, false]);
        }),
        { numRuns: 250, seed: 415 },
      );
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);

const KEYS = [
  'type',
  'leadOrgUnitId',
  'orgUnitIds',
  'orgUnitIds.0',
  'firstOn',
  'lastOn',
  'place',
  'place.kind',
  'place.routeId',
  'place.fromM',
  'place.toM',
  'place.geometry',
  'place.geometry.coordinates',
  'place.geometry.coordinates.0',
  'status',
  'evidence',
  'documentNumber',
  'note',
  'howFound',
  'reportedToOrgUnitId',
  'handling',
  'handling.0',
  'handling.0.on',
  'victimsRescued',
  'subScheme',
];

const QUERY_KEYS = [
  'page',
  'pageSize',
  'period',
  'from',
  'until',
  'bbox',
  'type',
  'status',
  'orgUnit',
  'unitClass',
  'sort',
  'howFound',
  'action',
  'identityId',
  'subjectId',
];

/** Sets a value at a dotted path where the path exists. */
function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  let holder: any = target;
  for (const key of keys.slice(0, -1)) {
    if (typeof holder[key] !== 'object' || holder[key] === null) return;
    holder[key] = structuredClone(holder[key]);
    holder = holder[key];
  }
  holder[keys.at(-1)!] = value;
}

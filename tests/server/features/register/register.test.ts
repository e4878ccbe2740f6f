import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import { toEwkbHex } from '#geo/geometry/ewkb.ts';
import { getRegister, loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'the register',
  (t) => {
    const data = readRegister();

    test('reads back as it was loaded, in the order of the plan', async () => {
      const stored = await getRegister(t.ctx, t.ctx.db);
      for (const part of [
        'routes',
        'areas',
        'sites',
        'communes',
        'districts',
        'orgUnits',
        'openClasses',
        'credits',
      ] as const) {
        expect([part, stored[part]]).toEqual([part, data[part]]);
      }
      expect(stored.province).toEqual(data.province);
    });

    test('is not loaded twice, but again when a file changed; what is missing then is retired, not lost', async () => {
      expect(await loadRegisterIfStale(t.ctx)).toBe(false);
      const before = await getRegister(t.ctx, t.ctx.db);
      const [gone, ...others] = data.sites.filter((site) => !site.inRegister);
      const changed = {
        ...data,
        sites: data.sites
          .filter((site) => site !== gone)
          .map((site) => (site === others[0] ? { ...site, nameEn: 'Renamed' } : site)),
      };
      expect(await loadRegisterIfStale(t.ctx, () => changed)).toBe(true);
      const after = await getRegister(t.ctx, t.ctx.db);
      expect(after.version).not.toBe(before.version);
      expect(after.sitesById.get(gone.id)).toEqual({ ...gone, validUntilOn: '2026-11-23' });
      expect(after.sitesById.get(others[0].id)!.nameEn).toBe('Renamed');
      expect(await loadRegisterIfStale(t.ctx)).toBe(true);
      expect((await getRegister(t.ctx, t.ctx.db)).sitesById.get(gone.id)).toEqual(gone);
    });

    test('GET /api/register: 23 members of the plan, 130 communes without outlines', async () => {
      const { status, body } = await t.request('/api/register');
      expect(status).toBe(200);
      const counted = (members: { inRegister: boolean }[]) => members.filter((m) => m.inRegister).length;
      expect([counted(body.routes), body.areas.length, counted(body.sites)]).toEqual([6, 12, 5]);
      expect(body.communes).toHaveLength(130);
      expect(body.communes[0]).not.toHaveProperty('geometry');
      expect(body.openClasses[0].nameVi).toContain('biên giới');
    });

    test.each([
      ['communes', 130],
      ['areas', 12],
      ['districts', 21],
    ])('GET /api/register/%s.geojson has %i features and answers 304 to who has them', async (name, count) => {
      const path = `/api/register/${name}.geojson`;
      const { status, headers, text } = await t.request(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('application/geo+json');
      const collection = JSON.parse(text);
      expect(collection.features).toHaveLength(count);
      for (const feature of collection.features) {
        expect(feature.id).toBe(feature.properties.id);
        expect(['Polygon', 'MultiPolygon']).toContain(feature.geometry.type);
      }
      const again = await t.request(path, {
        headers: { 'If-None-Match': headers.get('etag')!, 'Cache-Control': 'max-age=0' },
      });
      expect([again.status, again.text]).toEqual([304, '']);
    });

    test('geometries reach the database to the last bit, in every kind', async () => {
      const ring: [number, number][] = [
        [105.1, 19.1],
        [105.3, 19.1],
        [105.3, 19.3],
        [105.1, 19.1],
      ];
      const hole: [number, number][] = [
        [105.25, 19.15],
        [105.28, 19.15],
        [105.28, 19.18],
        [105.25, 19.15],
      ];
      const kinds: PlaceGeometry[] = [
        { type: 'Point', coordinates: [104.123456789012, 19.1] },
        { type: 'LineString', coordinates: ring },
        { type: 'MultiLineString', coordinates: [ring.slice(0, 2), ring.slice(1)] },
        { type: 'Polygon', coordinates: [ring, hole] },
        { type: 'MultiPolygon', coordinates: [[ring], [hole]] },
        data.province,
      ];
      for (const geometry of kinds) {
        const { rows } = await sql<{ json: string; srid: number }>`
          select st_asgeojson(g, 17) as json, st_srid(g) as srid
          from (select ${toEwkbHex(geometry)}::geometry as g) as given`.execute(t.ctx.db);
        expect(JSON.parse(rows[0].json)).toEqual(geometry);
        expect(rows[0].srid).toBe(4326);
      }
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import { draftOfEntry, emptyMemberDraft, readMember, readOrder } from '#client/features/register/member-draft.ts';
import { additionOf, changedWords, changeOf, entryOf } from '#client/features/register/member-entry.ts';
import { memberWithShape, redrawnLine, stretchOfVertices } from '#client/features/register/member-place.ts';
import { comparedVersions, ownParts } from '#client/features/register/version-shapes.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import '#tests/support/property-seed.ts';
import { SAMPLE_REGISTER } from '../register-sample.ts';

const coordinates: LngLat[] = [
  [104, 19],
  [104.25, 19.1],
  [104.5, 19],
  [104.75, 19.1],
  [105, 19],
];
const route = {
  ...SAMPLE_REGISTER.routes[0],
  coordinates,
  measuresM: [0, 25_000, 50_000, 75_000, 100_000],
  accuracyM: [25, 25, 25, 25, 25],
};
const version = { unitClass: 'route', record: route } as Pick<RegisterVersion, 'unitClass' | 'record'>;
const entry = entryOf(version);
const draft = () => draftOfEntry('route', entry, emptyMemberDraft('route'), route.id);
const read = (of = draft()) => readMember(of, { before: entry, route });
const stretchOf = (fromM: number, toM: number) => ({ routeId: route.id, fromM, toM });

describe('the form of a route', () => {
  it('says the same as the route while nothing is touched', () => {
    const said = read();
    expect(said).toMatchObject({ entry });
    expect('entry' in said && changeOf(said.entry, entry)).toEqual({});
  });

  it('sends only what changed', () => {
    const said = read({ ...draft(), nameVi: ' Quốc lộ 7 mới ' });
    expect('entry' in said && changeOf(said.entry, entry)).toEqual({ nameVi: 'Quốc lộ 7 mới' });
  });

  it('redraws a stretch and leaves the rest of the line and the posts to the digit', () => {
    const line: LngLat[] = [
      [104.25, 19.1],
      [104.4, 19.3],
      [104.75, 19.1],
    ];
    const place = { ...draft().place, stretch: stretchOf(25_000, 75_000), line };
    const said = read({ ...draft(), place, accuracyM: '15' });
    expect('entry' in said && changeOf(said.entry, entry)).toEqual({
      line: { coordinates: [coordinates[0], ...line, coordinates[4]], accuracyM: 15 },
    });
  });

  it('needs both the stretch and the line', () => {
    const half = (place: object) => read({ ...draft(), place: { ...draft().place, ...place } });
    expect(half({ stretch: stretchOf(0, 10_000) })).toMatchObject({ faults: [{ path: 'line' }] });
    expect(half({ line: coordinates })).toMatchObject({ faults: [{ path: 'line' }] });
  });

  it('reads posts in any order, keeps the digits of those not typed over, and refuses what is off the line', () => {
    const [first, last] = draft().place.posts;
    const posts = [last, first, { km: '70+500', at: '50000,5', exact: null }];
    const said = read({ ...draft(), place: { ...draft().place, posts } });
    expect('entry' in said && changeOf(said.entry, entry)).toEqual({
      kmPosts: [route.kmPosts[0], { km: 70.5, atM: 50_000.5 }, route.kmPosts[1]],
    });
    const off = read({ ...draft(), place: { ...draft().place, posts: [{ km: '1', at: '100002', exact: null }] } });
    expect(off).toMatchObject({ faults: [{ path: 'kmPosts[0].atM' }] });
  });

  it('asks for the day and the legal source', () => {
    expect(readOrder({ fromOn: '', legalSource: ' ', note: '' })).toMatchObject({
      faults: [{ path: 'fromOn' }, { path: 'legalSource' }],
    });
    expect(readOrder({ fromOn: '1/7/2026', legalSource: ' QĐ 12 ', note: '' })).toEqual({
      order: { fromOn: '2026-07-01', legalSource: 'QĐ 12', note: '' },
    });
  });

  it('of a new route sends the line whole and no posts', () => {
    const empty = emptyMemberDraft('route');
    const drawn = memberWithShape(empty.place, { kind: 'line', paths: [coordinates] });
    const said = readMember(
      { ...empty, nameVi: 'Đường mòn', nameEn: 'Trail', responsibleOrgUnitId: 'BP', place: drawn },
      { before: null, route: null },
    );
    expect('entry' in said && additionOf(said.entry)).toMatchObject({ line: { coordinates, accuracyM: 50 } });
    expect('entry' in said && 'kmPosts' in additionOf(said.entry)).toBe(false);
  });
});

describe('lines redrawn', () => {
  const metres = fc.double({ min: 0, max: 100_000, noNaN: true });
  it('come back to themselves when a stretch is replaced by its own line, in either direction', () => {
    fc.assert(
      fc.property(metres, metres, fc.boolean(), (a, b, isReversed) => {
        fc.pre(Math.abs(a - b) > 10);
        const stretch = stretchOfVertices(route, stretchOf(Math.min(a, b), Math.max(a, b)));
        expect(stretch.fromM).toBeLessThanOrEqual(Math.min(a, b));
        expect(stretch.toM).toBeGreaterThanOrEqual(Math.max(a, b));
        const own = sliceRoute(route, stretch.fromM, stretch.toM);
        expect(redrawnLine(route, stretch, isReversed ? own.reverse() : own)).toEqual(coordinates);
      }),
    );
  });

  it('show only where they differ, from shared vertex to shared vertex', () => {
    const other = coordinates.with(2, [104.5, 19.4]);
    expect(ownParts(other, coordinates)).toEqual([[coordinates[1], [104.5, 19.4], coordinates[3]]]);
    expect(ownParts(coordinates, coordinates)).toEqual([]);
    const { old, mine } = comparedVersions(version, { unitClass: 'route', record: { ...route, coordinates: other } });
    expect([old.paths, mine.paths]).toEqual([
      [[coordinates[1], coordinates[2], coordinates[3]]],
      [[coordinates[1], [104.5, 19.4], coordinates[3]]],
    ]);
  });

  it('keep every digit of vertices that were not moved', () => {
    const fine: LngLat[] = [
      [104.123456789, 19.1],
      [104.5, 19.2],
    ];
    const place = { ...draft().place, mode: 'line' as const, line: fine };
    const moved = memberWithShape(place, { kind: 'line', paths: [[fine[0], [104.66666666, 19.2]]] });
    expect(moved.line).toEqual([fine[0], [104.666667, 19.2]]);
  });
});

it('names the fields that a version changed once each, without what follows from them', () => {
  expect(changedWords(['nameVi', 'nameEn', 'coordinates', 'measuresM', 'lengthM'])).toEqual([
    'register.field.name',
    'register.field.place',
  ]);
});

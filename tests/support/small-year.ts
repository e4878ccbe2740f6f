import type { Measure } from '#geo/domain/measure.ts';
import type { AppContext } from '#server/context.ts';
import { measureOf, storeRecords } from './sample-records.ts';

/** The period of the small year. */
export const SMALL_PERIOD = 'plan-2025-12-15';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Few measures of every kind of place, status and agency: enough for every figure, quick to compute. */
export function smallYear(): Measure[] {
  const verified = { status: 'verified', verifierId: 'other', verifiedAt: '2026-11-06T01:00:00.000Z' };
  const drafts: [agency: string, change: Record<string, unknown>][] = [
    ['BP', { ...verified, place: { kind: 'interval', routeId: 'QL7', fromM: 112_345, toM: 131_400 }, evidence: 'E3' }],
    ['CA', { ...verified, place: { kind: 'interval', routeId: 'QL7', fromM: 120_055, toM: 160_077 }, type: 'M05' }],
    [
      'CA',
      { ...verified, place: { kind: 'interval', routeId: 'RAIL_NS', fromM: 20_000, toM: 60_000 }, evidence: 'E1' },
    ],
    ['CA', { place: { kind: 'interval', routeId: 'QL1A', fromM: 30_000, toM: 50_000 } }],
    ['CA', { ...verified, place: { kind: 'communes', communeIds: ['16813', '16837'], extent: 'whole' }, type: 'M09' }],
    [
      'BP',
      { ...verified, place: { kind: 'communes', communeIds: ['16738', '16744'], extent: 'somewhere' }, type: 'M01' },
    ],
    ['BP', { ...verified, place: { kind: 'site', siteId: 'gate-nam-can' }, type: 'M03' }],
    [
      'CA',
      {
        ...verified,
        place: { kind: 'point', geometry: { type: 'Point', coordinates: [105.7001, 18.6702] }, uncertaintyM: 300 },
      },
    ],
    [
      'BP',
      {
        ...verified,
        place: {
          kind: 'track',
          uncertaintyM: 15,
          geometry: {
            type: 'LineString',
            coordinates: [
              [104.31576, 19.41534],
              [104.34123, 19.40311],
              [104.37999, 19.39012],
            ],
          },
        },
      },
    ],
    [
      'CA',
      {
        ...verified,
        place: {
          kind: 'polygon',
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [105.66, 18.66],
                [105.71, 18.66],
                [105.7, 18.7],
                [105.66, 18.66],
              ],
            ],
          },
        },
      },
    ],
    ['BP', { status: 'planned', firstOn: '2026-12-01', lastOn: '2026-12-02' }],
    ['VKS', { ...verified, type: 'M08', place: { kind: 'communes', communeIds: ['16882'], extent: 'whole' } }],
  ];
  return drafts.map(([agency, change], i) =>
    measureOf(agency, {
      id: uuid(i + 1),
      leadOrgUnitId: agency,
      orgUnitIds: [agency],
      origin: i === 3 ? 'demo' : 'entered',
      ...change,
    } as never),
  );
}

export async function storeSmallYear(ctx: AppContext): Promise<void> {
  await storeRecords(ctx, { measures: smallYear() });
}

import { z } from 'zod';
import { Area, Commune } from '#geo/domain/area.ts';
import { ArealGeometry } from '#geo/domain/geometry.ts';

const collectionOf = <P extends z.ZodType>(properties: P) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({ type: z.literal('Feature'), id: z.string().optional(), geometry: ArealGeometry, properties }),
    ),
  });

/** GET /api/register/communes.geojson, /api/register/areas.geojson */
export const CommuneCollection = collectionOf(Commune);
export type CommuneCollection = z.infer<typeof CommuneCollection>;
export const AreaCollection = collectionOf(Area);
export type AreaCollection = z.infer<typeof AreaCollection>;

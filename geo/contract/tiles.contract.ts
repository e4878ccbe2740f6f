import { z } from 'zod';

/** Layers of GET /api/tiles/{layer}/{z}/{x}/{y}.mvt; a tile has one layer of the same name, and ids in the property `id`. */
export const TILE_LAYERS = ['communes', 'areas', 'routes', 'sites', 'measures', 'incidents'] as const;
export const TileLayer = z.enum(TILE_LAYERS);
export type TileLayer = z.infer<typeof TileLayer>;

const index = (max: number) => z.coerce.number().int().min(0).max(max);
export const MAX_TILE_ZOOM = 18;

export const TileParams = z
  .object({
    layer: TileLayer,
    z: index(MAX_TILE_ZOOM),
    x: index(2 ** MAX_TILE_ZOOM - 1),
    /** `512.mvt`: the router gives the last part whole. */
    y: z
      .string()
      .regex(/^\d{1,6}(\.mvt)?$/)
      .transform((text) => Number(text.replace('.mvt', ''))),
  })
  .refine((tile) => tile.x < 2 ** tile.z && tile.y < 2 ** tile.z, {
    path: ['x'],
    params: {
      code: 'field.out_of_range',
      message: { vi: 'Không có ô này ở mức thu phóng đã cho.', en: 'There is no such tile at this zoom.' },
    },
  });

/** `period` only narrows `measures` and `incidents`. */
export const TileQuery = z.object({ period: z.string().optional() });

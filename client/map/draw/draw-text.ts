import type { Register } from '#geo/contract/register.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { lineToPlane, planeScaleAt } from '#geo/geometry/projection.ts';
import { trueArea } from '#geo/geometry/polygon.ts';
import { intervalLabel } from '#geo/network/linear-referencing.ts';
import type { Words } from '../../features/coverage/figure-text.ts';
import type { DrawMode } from './shape.ts';
import { isDrawing, mayFinish, type Sketch } from './sketch.ts';

/** Length on the ground of a line given in degrees, m. */
export function lengthOnGround(path: readonly LngLat[]): number {
  const plane = lineToPlane(path);
  let sum = 0;
  for (let i = 0; i + 3 < plane.length; i += 2) {
    const [x, y, nextX, nextY] = [plane[i], plane[i + 1], plane[i + 2], plane[i + 3]];
    sum += Math.hypot(nextX - x, nextY - y) / planeScaleAt((x + nextX) / 2);
  }
  return sum;
}

const areaOnGround = (polygons: readonly (readonly (readonly LngLat[])[])[]) =>
  trueArea({
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) =>
      rings.map((ring) => [...ring, ring[0]].map(([lng, lat]): LngLat => [lng, lat])),
    ),
  });

type Names = Pick<Register, 'routes' | 'sites' | 'communes'>;

/** What is drawn, in a line: `QL7 · Km 112+300 – Km 131+000 · 18,7 km`, length, area, or place. Empty when nothing is. */
export function sketchText({ shape, open }: Sketch, mode: DrawMode | null, register: Names, words: Words): string {
  const { format, t } = words;
  const area = (m2: number) => (m2 < 1e5 ? `${format.number(Math.round(m2))} m²` : `${format.km2(m2, 2)} km²`);
  if (open !== null && open.length > 0) {
    const vertices = t('draw.vertices', { n: open.length });
    if (mode === 'polygon') return open.length < 3 ? vertices : `${vertices} · ${area(areaOnGround([[open]]))}`;
    return open.length < 2 ? vertices : `${vertices} · ${format.length(lengthOnGround(open))}`;
  }
  switch (shape.kind) {
    case 'none':
      return '';
    case 'interval': {
      const route = register.routes.find((item) => item.id === shape.routeId);
      if (!route) return '';
      const label = intervalLabel(route, shape.fromM, shape.toM);
      const length = shape.toM > shape.fromM ? ` · ${format.length(shape.toM - shape.fromM)}` : '';
      return `${words.name(route)} · ${label}${length}`;
    }
    case 'line': {
      const length = shape.paths.reduce((sum, path) => sum + lengthOnGround(path), 0);
      const n = shape.paths.reduce((sum, path) => sum + path.length, 0);
      return `${t('draw.vertices', { n })} · ${format.length(length)}`;
    }
    case 'polygon': {
      const n = shape.polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
      return `${t('draw.vertices', { n })} · ${area(areaOnGround(shape.polygons))}`;
    }
    case 'point':
      return shape.at.map((value) => format.number(value, 5)).join(' · ');
    case 'communes':
      return shape.ids.length === 0
        ? ''
        : shape.ids.map((id) => register.communes.find((item) => item.id === id)?.nameVi ?? id).join(', ');
    case 'site': {
      const site = register.sites.find((item) => item.id === shape.id);
      return site ? words.name(site) : '';
    }
  }
}

/** What to do next, in a line. */
export function helpText(sketch: Sketch, mode: DrawMode | null, words: Pick<Words, 't'>, isTooDense: boolean): string {
  const { t } = words;
  if (mode === null) return '';
  if (isTooDense) return t('draw.help.dense');
  if (mode === 'interval')
    return t(sketch.shape.kind === 'interval' ? 'draw.help.interval.edit' : 'draw.help.interval');
  if (mode === 'point') return t(sketch.shape.kind === 'point' ? 'draw.help.point.edit' : 'draw.help.point');
  if (mode === 'communes') return t('draw.help.communes');
  if (mode === 'site') return t('draw.help.site');
  if (!isDrawing(sketch, mode)) return t(sketch.selected ? 'draw.help.vertex' : 'draw.help.edit');
  if (mayFinish(sketch, mode)) return t('draw.help.finish');
  return t(mode === 'line' ? 'draw.help.line' : 'draw.help.polygon');
}

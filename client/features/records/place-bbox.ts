import type { Register } from '#geo/contract/register.contract.ts';
import type { Bbox } from '#geo/domain/geometry.ts';
import { sliceBbox } from '#geo/network/linear-referencing.ts';
import { bboxOf } from '../../map/camera.ts';
import { pathsOf, type Shape } from '../../map/draw/shape.ts';

/** Where a shape lies, to fly there; undefined when nothing is drawn. Communes answer with their labels' places. */
export function bboxOfPlace(shape: Shape, register: Pick<Register, 'routes' | 'sites' | 'communes'>): Bbox | undefined {
  switch (shape.kind) {
    case 'interval': {
      const route = register.routes.find((item) => item.id === shape.routeId);
      return route && sliceBbox(route, shape.fromM, shape.toM);
    }
    case 'communes':
      return bboxOf(register.communes.filter(({ id }) => shape.ids.includes(id)).map((commune) => commune.labelPoint));
    case 'site': {
      const site = register.sites.find((item) => item.id === shape.id);
      return site && bboxOf([site.point]);
    }
    default:
      return bboxOf(pathsOf(shape).flat());
  }
}

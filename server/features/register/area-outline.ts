import type { Area, CommuneWithGeometry } from '#geo/domain/area.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import { dissolve, geometryOf, polygonsOf } from '#geo/geometry/rings.ts';

/**
 * The outline of an area of its own communes; null where it has those of the
 * old district of its name, whose outline then serves.
 */
export function ownOutlineOf(
  area: Pick<Area, 'id' | 'communeIds'>,
  register: {
    districts: readonly { id: string; communeIds: readonly string[] }[];
    communes: readonly CommuneWithGeometry[];
  },
): ArealGeometry | null {
  const ids = new Set<string>(area.communeIds);
  const district = register.districts.find(({ id }) => id === area.id);
  if (district?.communeIds.length === ids.size && district.communeIds.every((id) => ids.has(id))) return null;
  const members = register.communes.filter(({ id }) => ids.has(id));
  return geometryOf(dissolve(members.map(({ geometry }) => polygonsOf(geometry))));
}

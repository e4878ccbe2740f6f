import type { Register } from '#geo/contract/register.contract.ts';
import type { FoundPlace } from '#geo/domain/found-place.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { spotOnRoute } from '#geo/network/route-spot.ts';
import type { MessageKey } from '../../text/messages.ts';
import { draftOfMeasurePlace, kmText, type PlaceDraft, type PlaceKind } from './place-draft.ts';

type Known = Pick<Register, 'routes' | 'sites' | 'communes'>;

/** Fields that a place fills, or why a record of this kind cannot lie there; imports read places the same way. */
export function fieldsOfFound(
  place: FoundPlace,
  register: Known,
  isIncident: boolean,
): { fields: Partial<PlaceDraft> & { kind: PlaceKind } } | { refused: MessageKey } {
  const point = ([lng, lat]: LngLat, more: Partial<PlaceDraft> = {}) => ({
    fields: { kind: 'point' as const, lng: String(lng), lat: String(lat), ...more },
  });
  switch (place.kind) {
    case 'position':
      return point(place.lngLat);
    case 'stretch': {
      const route = register.routes.find((item) => item.id === place.routeId);
      if (!route) return { refused: 'place.text.gone' };
      const isSpot = place.fromM === place.toM;
      if (isSpot && !isIncident) {
        // A measure at a post is a point, known as well as the route is drawn there; it keeps its post until it is moved.
        const spot = { kind: 'point' as const, ...spotOnRoute(route, place.fromM, 0) };
        const { kind, lng, lat, uncertaintyM, stored } = draftOfMeasurePlace(spot, register);
        return { fields: { kind, lng, lat, uncertaintyM, stored } };
      }
      const [fromKm, toKm] = [place.fromM, place.toM].map((m) => kmText(route, m));
      return { fields: { kind: 'interval', routeId: route.id, fromKm, toKm: isSpot ? '' : toKm } };
    }
    case 'route':
      return { refused: 'place.text.routeOnly' };
    case 'site': {
      if (!isIncident) return { fields: { kind: 'site', siteId: place.siteId } };
      const site = register.sites.find((item) => item.id === place.siteId);
      return site ? point(site.point) : { refused: 'place.text.gone' };
    }
    case 'communes':
    case 'district':
      if (isIncident && place.communeIds.length > 1) return { refused: 'place.text.oneCommune' };
      return { fields: { kind: 'communes', communeIds: place.communeIds } };
    case 'province':
      if (isIncident) return { fields: { kind: 'province' } };
      return { fields: { kind: 'communes', communeIds: register.communes.map(({ id }) => id) } };
  }
}

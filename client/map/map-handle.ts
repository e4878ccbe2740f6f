import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ArealGeometry, Bbox, LngLat } from '#geo/domain/geometry.ts';
import { sliceBbox } from '#geo/network/linear-referencing.ts';
import type { AreaCollection, CommuneCollection } from '../api/register-geometry.ts';
import type { MapHandle } from '../state/map-tools.svelte.ts';
import type { Selection } from '../state/selection.ts';
import type { Camera } from '../state/view-url.ts';
import { shapesOfRecord, type PlacedRecord } from './layers/record-shapes.ts';
import type { MapScope } from './map-scope.ts';
import { bboxOf, flightRoom, HOME_PADDING, PROVINCE_BBOX, withRoom } from './camera.ts';

/** Records lie where today's register has them, members where the period's has them. */
type Registers = Pick<MapScope, 'register' | 'periodRegister'>;

interface Shapes {
  areas: () => Promise<AreaCollection>;
  communes: () => Promise<CommuneCollection>;
  measure: (id: string) => Promise<PlacedRecord>;
  incident: (id: string) => Promise<PlacedRecord>;
}

function placesOf(geometry: ArealGeometry): LngLat[] {
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}

/** Where a unit, commune, route, site or record lies; undefined for what has no place of its own. */
async function bboxOfSelection(
  selection: Selection,
  { register, periodRegister }: Registers,
  shapes: Shapes,
): Promise<Bbox | undefined> {
  const ofRoute = (id: string) => {
    const route = periodRegister.routes.find((item) => item.id === id);
    const parts = route?.insideM.map(([fromM, toM]) => sliceBbox(route, fromM, toM)) ?? [];
    return bboxOf(
      parts.flatMap(([w, s, e, n]): LngLat[] => [
        [w, s],
        [e, n],
      ]),
    );
  };
  const ofSite = (id: string) => {
    const site = periodRegister.sites.find((item) => item.id === id);
    return site && withRoom(bboxOf([site.point])!, Math.max(0.05, site.accuracyM / 35_000));
  };
  const ofRecord = async (record: PlacedRecord) => {
    const { paths, points, rings, polygonIds } = shapesOfRecord(record, register);
    const communes = polygonIds.length > 0 ? (await shapes.communes()).features : [];
    const touched = communes.filter((feature) => polygonIds.includes(feature.properties.id));
    return bboxOf([...paths.flat(), ...points, ...rings.flat(2), ...touched.flatMap((f) => placesOf(f.geometry))]);
  };
  switch (selection.kind) {
    case 'unit': {
      if (selection.unitClass === 'route') return ofRoute(selection.unitId);
      if (selection.unitClass === 'site') return ofSite(selection.unitId);
      const area = (await shapes.areas()).features.find((feature) => feature.properties.id === selection.unitId);
      return area && bboxOf(placesOf(area.geometry));
    }
    case 'route':
      return ofRoute(selection.routeId);
    case 'site':
      return ofSite(selection.siteId);
    case 'commune': {
      const commune = (await shapes.communes()).features.find(
        (feature) => feature.properties.id === selection.communeId,
      );
      return commune && bboxOf(placesOf(commune.geometry));
    }
    case 'measure':
      return ofRecord(await shapes.measure(selection.measureId));
    case 'incident':
      return ofRecord(await shapes.incident(selection.incidentId));
    default:
      return undefined;
  }
}

/** Marks a movement that shows the whole province: it leaves no camera in the link. */
const HOME = { isHome: true };

export function mapHandle(scope: Registers & { map: MapLibreMap }, shapes: Shapes): MapHandle {
  const { map } = scope;
  /** What stands over the corner of the map is left free, with a gap. */
  const padding = () => {
    const box = map.getContainer();
    const cover = box.parentElement?.querySelector<HTMLElement>('[data-over-map]');
    const reach = (px: number) => (px > 0 ? px + 24 : 0);
    return flightRoom(
      { width: box.clientWidth, height: box.clientHeight },
      { width: reach(cover?.offsetWidth ?? 0), height: reach(cover?.offsetHeight ?? 0) },
    );
  };
  const flyToBbox = (bbox: Bbox) =>
    void map.fitBounds(withRoom(bbox), { padding: padding(), maxZoom: 13, duration: 700, essential: true });
  const home = (duration = 600) =>
    void map.fitBounds(PROVINCE_BBOX, { padding: HOME_PADDING, duration, essential: true }, HOME);
  return {
    flyToBbox,
    flyTo: (place, zoom = 12) => void map.flyTo({ center: place, zoom, duration: 700, essential: true }),
    show: async (selection) => {
      const bbox = await bboxOfSelection(selection, scope, shapes);
      if (bbox) flyToBbox(bbox);
    },
    home: () => home(),
    follow: (camera) =>
      camera ? void map.easeTo({ center: [camera.lng, camera.lat], zoom: camera.zoom, duration: 300 }) : home(300),
    bounds: () => map.getBounds().toArray().flat() as Bbox,
    focus: () => map.getCanvas().focus(),
  };
}

/** Marks what MapLibre fires because the box changed, not the view. */
const RESIZE = { isResize: true };

/**
 * Tells where the map is after each movement; null while it shows the whole
 * province, which it then keeps showing when its box changes size. The map
 * must not track its size by itself.
 */
export function followCamera(
  map: MapLibreMap,
  initial: Camera | null,
  onCamera: (camera: Camera | null) => void,
): () => void {
  let isHome = initial === null;
  const started = (event: object) => {
    if (!('isResize' in event)) isHome = 'isHome' in event;
  };
  const moved = (event: object) => {
    if ('isResize' in event) return;
    const { lng, lat } = map.getCenter();
    onCamera(isHome ? null : { lng, lat, zoom: map.getZoom() });
  };
  const observer = new ResizeObserver(() => {
    map.resize(RESIZE);
    if (isHome) map.fitBounds(PROVINCE_BBOX, { padding: HOME_PADDING, duration: 0 }, HOME);
  });
  map.on('movestart', started);
  map.on('moveend', moved);
  observer.observe(map.getContainer());
  return () => {
    map.off('movestart', started);
    map.off('moveend', moved);
    observer.disconnect();
  };
}

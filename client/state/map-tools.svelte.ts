import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import type { Selection } from './selection.ts';
import type { Camera } from './view-url.ts';

/** What the map can do for others; MapView fills it in when the map stands. */
export interface MapHandle {
  flyToBbox(bbox: Bbox): void;
  flyTo(place: LngLat, zoom?: number): void;
  /** To a unit, commune, site, route or record; for gaps use their bbox. */
  show(selection: Selection): Promise<void>;
  home(): void;
  /** West, south, east, north of what is seen. */
  bounds(): Bbox;
  /** Goes where a link or the back button says; null is the whole province. */
  follow(camera: Camera | null): void;
  focus(): void;
}

/** The map, as seen from panels, tables and forms. Does nothing while there is no map. */
export class MapTools {
  handle: MapHandle | null = $state.raw(null);
  /** A form waits for a click on the map. */
  picking: boolean = $state(false);
  /** A bare place that was searched for: a km post, coordinates. */
  pin: { place: LngLat; label: string } | null = $state.raw(null);
  #resolve: ((place: LngLat | null) => void) | null = null;

  flyToBbox(bbox: Bbox): void {
    this.handle?.flyToBbox(bbox);
  }

  flyTo(place: LngLat, zoom?: number): void {
    this.handle?.flyTo(place, zoom);
  }

  show(selection: Selection): void {
    void this.handle?.show(selection);
  }

  home(): void {
    this.handle?.home();
  }

  /** The next place clicked on the map; null when the person gives up with Esc. */
  pickPoint(): Promise<LngLat | null> {
    this.endPick(null);
    this.picking = true;
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  endPick(place: LngLat | null): void {
    this.picking = false;
    this.#resolve?.(place);
    this.#resolve = null;
  }
}

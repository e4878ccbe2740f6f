import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import type { TrackOnMap } from '../map/layers/track-layer-data.ts';
import type { ComparedPlaces } from '../map/draw/draw-layer-data.ts';
import type { ActiveDrawing } from '../map/draw/drawing.svelte.ts';
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
  /** What a form lets the person draw now. */
  drawing: ActiveDrawing | null = $state.raw(null);
  /** Vertices go to the routes and sites near them. */
  isSnapping: boolean = $state(true);
  /** A GPS track under review. */
  track: TrackOnMap | null = $state.raw(null);
  #compared: ComparedPlaces | null = $state.raw(null);
  /** The same, as it is now: a reactive value reads as it was while what showed it goes away. */
  #latest: ComparedPlaces | null = null;
  /** A bare place that was searched for: a km post, coordinates. */
  pin: { place: LngLat; label: string } | null = $state.raw(null);

  /** Versions of one place, drawn side by side while a person decides between them. */
  get compared(): ComparedPlaces | null {
    return this.#compared;
  }

  set compared(places: ComparedPlaces | null) {
    this.#compared = places;
    this.#latest = places;
  }

  /** Draws versions side by side; what it returns takes them away, unless others have put theirs there since. */
  compare(places: ComparedPlaces): () => void {
    this.compared = places;
    return () => {
      if (this.#latest === places) this.compared = null;
    };
  }

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
}

import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { PathLayer } from '@deck.gl/layers';
import { HEAT_TOP, ROUTES_TOP } from './base-style.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { MapHit } from './map-hit.ts';

/** Names of the groups of deck layers, bottom first. */
const ORDER = ['heat', 'routes', 'gaps'] as const;
export type DeckGroup = (typeof ORDER)[number];

/**
 * Empty layers that hold the two places in MapLibre's order from the start:
 * the overlay can only make a place while no source is loading.
 */
const placeholders = () =>
  [HEAT_TOP, ROUTES_TOP].map((beforeId) => new PathLayer({ id: `place-${beforeId}`, data: [], ...{ beforeId } }));

/**
 * All deck.gl layers of the map. Each layer component puts its own group;
 * changes of one turn reach the overlay together.
 */
export class DeckStack {
  readonly overlay: MapLibreOverlay;
  readonly #groups = new Map<DeckGroup, readonly Layer[]>();
  readonly #placeholders = placeholders();
  #isPending = false;

  constructor() {
    // Picking is asked for by the map view, once a frame at most.
    this.overlay = new MapLibreOverlay({
      interleaved: true,
      layers: [...this.#placeholders],
      pickingRadius: 5,
      // The map is flat: order decides. MapLibre's own fills write depth and would hide lines above them.
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    });
  }

  put(group: DeckGroup, layers: readonly Layer[]): void {
    this.#groups.set(group, layers);
    if (this.#isPending) return;
    this.#isPending = true;
    queueMicrotask(() => {
      this.#isPending = false;
      this.overlay.setProps({
        layers: [...this.#placeholders, ...ORDER.flatMap((name) => this.#groups.get(name) ?? [])],
      });
    });
  }

  /** The topmost thing within a few pixels, or undefined. */
  pick(x: number, y: number): MapHit | undefined {
    const found = this.overlay.pickObject({ x, y, radius: 5 });
    const object = found?.object as { hit?: MapHit; hitAt?: (lngLat: LngLat) => MapHit } | undefined;
    return object?.hitAt && found?.coordinate ? object.hitAt(found.coordinate as LngLat) : object?.hit;
  }
}

import type { Map as MapLibreMap } from 'maplibre-gl';
import { createContext } from 'svelte';
import type { Register } from '#geo/contract/register.contract.ts';
import type { DeckStack } from './deck-stack.ts';

/** What the layer components of one map share. The map stands and its style is loaded. */
export interface MapScope {
  map: MapLibreMap;
  deck: DeckStack;
  /** As it stands today: records are said in its metres. */
  register: Register;
  /** The members that the period in use counts, in the versions it reads: what a run is drawn on. Reactive. */
  readonly periodRegister: Register;
}

export const [getMapScope, setMapScope] = createContext<MapScope>();

import type { Map as MapLibreMap } from 'maplibre-gl';
import { createContext } from 'svelte';
import type { Register } from '#geo/contract/register.contract.ts';
import type { DeckStack } from './deck-stack.ts';

/** What the layer components of one map share. The map stands and its style is loaded. */
export interface MapScope {
  map: MapLibreMap;
  deck: DeckStack;
  register: Register;
}

export const [getMapScope, setMapScope] = createContext<MapScope>();

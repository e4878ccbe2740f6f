import { createContext } from 'svelte';
import type { Api } from '../api/client.ts';
import type { Language } from '../text/language.svelte.ts';
import type { MapTools } from './map-tools.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';
import type { View } from './view.svelte.ts';

/** What every component of the page may use; made in main.ts, `const { api, view } = getApp()`. */
export interface AppScope {
  api: Api;
  view: View;
  preferences: Preferences;
  language: Language;
  map: MapTools;
  toasts: Toasts;
}

export const [getApp, setApp] = createContext<AppScope>();

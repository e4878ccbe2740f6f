import './without-eval.ts';
import './base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { createApi } from './api/client.ts';
import { MapTools } from './state/map-tools.svelte.ts';
import { Preferences } from './state/preferences.svelte.ts';
import { Toasts } from './state/toasts.svelte.ts';
import { viewFromSearch } from './state/view-url.ts';
import { View } from './state/view.svelte.ts';
import { Language } from './text/language.svelte.ts';

const systemTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const preferences = new Preferences(
  localStorage,
  location.search,
  systemTheme,
  matchMedia('(max-width: 899px)').matches,
);

mount(App, {
  target: document.getElementById('app')!,
  props: {
    scope: {
      api: createApi((input, init) => fetch(input, init)),
      view: new View(viewFromSearch(location.search)),
      preferences,
      language: new Language(preferences.lang),
      map: new MapTools(),
      toasts: new Toasts(),
    },
  },
});

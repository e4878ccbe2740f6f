import { isStep, viewFromSearch, viewToSearch } from './view-url.ts';
import type { View } from './view.svelte.ts';

/**
 * Keeps the address and the view the same: steps are pushed, so that the back
 * button undoes them; camera, layers and filters replace. Call inside a
 * component's set-up. `onBack` is told when the address changed by itself.
 */
export function syncViewWithAddress(view: View, onBack: () => void): void {
  let last = view.snapshot();
  $effect(() => {
    const next = view.snapshot();
    const search = viewToSearch(next);
    const isNew = search !== viewToSearch(last);
    if (isNew) {
      const address = `${location.pathname}${search}`;
      if (isStep(last, next)) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }
    last = next;
  });
  $effect(() => {
    const restore = () => {
      last = viewFromSearch(location.search);
      view.restore(last);
      onBack();
    };
    addEventListener('popstate', restore);
    return () => removeEventListener('popstate', restore);
  });
}

import type { AppScope } from '../state/app-scope.ts';
import { SECTIONS } from '../state/view-url.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** The keys that work everywhere on the page; a key that a control has used is left alone. */
export function handlePageKey(event: KeyboardEvent, { view, preferences, map }: AppScope): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    // An open dialog closes itself, or asks first; the key comes here when nothing in it has the focus.
    if (document.querySelector('dialog[open]')) return;
    if (isTyping(event.target)) (event.target as HTMLElement).blur();
    else if (view.back()) event.preventDefault();
    return;
  }
  if (isTyping(event.target) || view.isKeysOpen || (view.dialog.kind !== 'none' && !view.hasForm)) return;
  switch (event.key) {
    case '/':
      document.querySelector<HTMLInputElement>('[data-search]')?.focus();
      break;
    case '?':
      view.isKeysOpen = true;
      break;
    case '1':
    case '2':
    case '3':
    case '4':
      view.section = SECTIONS[Number(event.key) - 1];
      break;
    case '[':
      preferences.isLeftOpen = !preferences.isLeftOpen;
      break;
    case ']':
      preferences.isRightOpen = !preferences.isRightOpen;
      break;
    case '0':
      map.home();
      break;
    default:
      return;
  }
  event.preventDefault();
}

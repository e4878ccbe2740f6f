import type { Register } from '#geo/contract/register.contract.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { intervalLabel } from '#geo/network/linear-referencing.ts';
import type { Words } from '../coverage/figure-text.ts';

/** Stretches of routes that were confirmed of a track, one after the other; empty where there are none. */
export function stretchesText(place: MeasurePlace, register: Register | undefined, words: Words): string {
  if (place.kind !== 'track' || !register) return '';
  const texts = (place.matched ?? []).flatMap(({ routeId, fromM, toM, uncertain, byHand }) => {
    const route = register.routes.find(({ id }) => id === routeId);
    if (!route) return [];
    const marks = [uncertain && words.t('tracks.uncertain'), byHand && words.t('tracks.byHand')].filter(Boolean);
    const said = marks.length > 0 ? ` (${marks.join(', ').toLocaleLowerCase(words.lang)})` : '';
    return [`${words.name(route)} ${intervalLabel(route, fromM, toM)}${said}`];
  });
  return texts.join('; ');
}

/** Where and how long a track stood; empty where it did not. */
export function dwellsText(place: MeasurePlace, register: Register | undefined, words: Words): string {
  if (place.kind !== 'track' || !register) return '';
  const texts = (place.dwells ?? []).map(({ siteId, durationS }) => {
    const minutes = words.t('tracks.minutes', { n: words.format.number(Math.round(durationS / 60)) });
    const site = register.sites.find(({ id }) => id === siteId);
    return site ? `${minutes} · ${words.name(site)}` : minutes;
  });
  return texts.join('; ');
}

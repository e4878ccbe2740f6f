import type { CommuneId } from '#geo/domain/ids.ts';
import type { Route } from '#geo/domain/route.ts';
import { intervalLabel } from '#geo/network/linear-referencing.ts';
import type { RegisterSnapshot } from './register-snapshot.ts';

export interface PlaceText {
  vi: string;
  en: string;
}

/** `Xã Mường Xén, Xã Nậm Cắn và 3 xã, phường khác` */
export function communesText(ids: readonly CommuneId[], register: RegisterSnapshot): PlaceText {
  const names = ids.slice(0, 2).map((id) => register.communesById.get(id)?.nameVi ?? id);
  const more = ids.length - names.length;
  const list = names.join(', ');
  if (more <= 0) return { vi: list, en: list };
  return { vi: `${list} và ${more} xã, phường khác`, en: `${list} and ${more} more communes` };
}

/** A number on a post: people say “QL7”, but “Đường sắt Bắc – Nam”. */
const ROAD_NUMBER = /^(QL|CT|TL|ĐT)\d+[A-Z]?$/u;

const routeName = (route: Route): PlaceText =>
  ROAD_NUMBER.test(route.id) ? { vi: route.id, en: route.id } : { vi: route.nameVi, en: route.nameEn };

/** `QL7 ≈ Km 112+300 – Km 131+000`, `Đường sắt Bắc – Nam Km 241+500 – Km 306+300` */
export function routePlaceText(route: Route, fromM: number, toM: number): PlaceText {
  const { vi, en } = routeName(route);
  return {
    vi: `${vi} ${intervalLabel(route, fromM, toM, 'vi')}`,
    en: `${en} ${intervalLabel(route, fromM, toM, 'en')}`,
  };
}

/** Stretches that are named; the rest are counted. */
const STRETCHES_NAMED = 2;

/** `QL7 ≈ Km 40+000 – Km 48+000; QL48 ≈ Km 0+000 – Km 2+100`: the longest first, pieces that meet as one. */
export function stretchesText(
  stretches: readonly { routeId: string; fromM: number; toM: number }[],
  { routesById }: RegisterSnapshot,
): PlaceText {
  const whole: { routeId: string; fromM: number; toM: number }[] = [];
  for (const { routeId, fromM, toM } of [...stretches].sort((a, b) => a.fromM - b.fromM)) {
    const last = whole.findLast((one) => one.routeId === routeId);
    if (last && fromM <= last.toM + 1) last.toM = Math.max(last.toM, toM);
    else whole.push({ routeId, fromM, toM });
  }
  const texts = whole
    .sort((a, b) => b.toM - b.fromM - (a.toM - a.fromM))
    .slice(0, STRETCHES_NAMED)
    .map(({ routeId, fromM, toM }) => routePlaceText(routesById.get(routeId)!, fromM, toM));
  const more = whole.length - texts.length;
  const [vi, en] = (['vi', 'en'] as const).map((lang) => texts.map((text) => text[lang]).join('; '));
  if (more <= 0) return { vi, en };
  return { vi: `${vi} và ${more} đoạn khác`, en: `${en} and ${more} more stretches` };
}

/** `QL7 ≈ Km 112+300 (±25 m), Xã Châu Khê` */
export function spotText(route: Route, m: number, uncertaintyM: number, commune: PlaceText): PlaceText {
  const { vi, en } = routePlaceText(route, m, m);
  const off = uncertaintyM > 0 ? ` (±${Math.round(uncertaintyM)} m)` : '';
  return { vi: `${vi}${off}, ${commune.vi}`, en: `${en}${off}, ${commune.en}` };
}

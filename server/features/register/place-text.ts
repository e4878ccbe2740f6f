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

/** `QL7 ≈ Km 112+300 – Km 131+000`, `Đường sắt Bắc – Nam Km 241+500 – Km 306+300` */
export function routePlaceText(route: Route, fromM: number, toM: number): PlaceText {
  const isNumbered = ROAD_NUMBER.test(route.id);
  return {
    vi: `${isNumbered ? route.id : route.nameVi} ${intervalLabel(route, fromM, toM, 'vi')}`,
    en: `${isNumbered ? route.id : route.nameEn} ${intervalLabel(route, fromM, toM, 'en')}`,
  };
}

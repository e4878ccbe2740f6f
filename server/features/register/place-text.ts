import type { CommuneId } from '#geo/domain/ids.ts';
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

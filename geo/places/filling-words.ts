import type { PlaceToken } from './place-tokens.ts';

/** Words that say nothing more of where: “tại khu vực xã …”, “trên tuyến …”, “nay là …”. */
const FILLING = new Set(
  [
    'tu doan tuyen duong tren tai thuoc o vi tri khu vuc dia ban phan toan trong cu nay la truoc day va noi xay ra den',
    'ly trinh km xa phuong huyen diem toi thi tran thanh pho bo giap',
    'at on in from to of the and road route section former now commune area',
  ].flatMap((words) => words.split(' ')),
);

/** True for a word that may stay unread. Those that change the place (gần, cách, ngã ba) are not among them. */
export function isFilling(token: PlaceToken): boolean {
  return FILLING.has(token.fold);
}

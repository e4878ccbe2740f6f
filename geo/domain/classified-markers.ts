import { foldText } from './folded-text.ts';
import { readWords } from './text-words.ts';

/** Grades of state secrets (Law 117/2025/QH15); records that carry one are refused. */
export const SECRECY_GRADES = ['top-secret', 'secret', 'confidential'] as const;
export type SecrecyGrade = (typeof SECRECY_GRADES)[number];

/** Words before “mật” in context that make it a grade though written small: “độ mật: mật”, “đóng dấu mật”. */
const STAMP_CONTEXT = /(?:do|muc do|dau|dong dau|phan loai|cap do) ?(?:mat)?[ :“"'(]*$/;
/** “bí mật”, “bảo mật”, “cơ mật” … are not stamps. */
const BEFORE = new Set([
  'bí',
  'bảo',
  'cơ',
  'ẩn',
  'thân',
  'trao',
  'gấu',
  'nuôi',
  'rót',
  'ong',
  'tuần',
  'trăng',
  'đường',
  'túi',
]);
/** “mật độ”, “mật ong”, “mật khẩu” … neither. */
const AFTER = new Set([
  'độ',
  'ong',
  'khẩu',
  'thiết',
  'mã',
  'thư',
  'vụ',
  'phục',
  'báo',
  'gấu',
  'mía',
  'ngữ',
  'đàm',
  'lệnh',
  'phong',
  'danh',
]);

/**
 * The highest secrecy marker of a text, or undefined. A marker looks like a
 * stamp (`MẬT`, `TỐI MẬT`, `TUYỆT MẬT`) or is named as one (“độ mật: mật”,
 * “tài liệu tối mật”); the words bí mật, mật độ, mật ong are none.
 */
export function findSecrecyMarker(text: string): SecrecyGrade | undefined {
  if (!/m[aạậ]/iu.test(text.normalize('NFC'))) return undefined;
  const folded = foldText(text);
  const words = readWords(text, folded);
  let best: SecrecyGrade | undefined;
  for (let i = 0; i < words.length; i++) {
    const grade = gradeAt(i);
    if (grade && (!best || SECRECY_GRADES.indexOf(grade) < SECRECY_GRADES.indexOf(best))) best = grade;
  }
  return best;

  function gradeAt(i: number): SecrecyGrade | undefined {
    const word = words[i];
    const before = i > 0 && /^\s+$/.test(word.gap) ? words[i - 1] : undefined;
    const after = i + 1 < words.length && /^\s+$/.test(words[i + 1].gap) ? words[i + 1] : undefined;
    const stamped = word.exact === 'mật' || (word.plain === 'mat' && folded.toneless);
    if (!stamped) return undefined;
    // Tuyệt mật and tối mật mean nothing else, however they are written.
    const higher = before && (folded.toneless ? before.plain : before.exact);
    if (higher === 'tuyệt' || higher === 'tuyet') return 'top-secret';
    if (higher === 'tối' || (higher === 'toi' && word.allCaps)) return 'secret';
    if (before && BEFORE.has(before.exact)) return undefined;
    if (after && AFTER.has(after.exact)) return undefined;
    if (STAMP_CONTEXT.test(folded.lower.slice(0, word.from))) return 'confidential';
    // Without diacritics MAT may be mắt or mặt: only alone or in brackets is it a stamp.
    if (folded.toneless) return word.allCaps && isAlone(i) ? 'confidential' : undefined;
    // Within a sentence all in capitals a lone MẬT is still a stamp; its compounds were excluded above.
    return word.allCaps ? 'confidential' : isAlone(i) ? 'confidential' : undefined;
  }

  function isAlone(i: number): boolean {
    const opens = i === 0 || /[[({“"|*/:;.,\n-]\s*$/.test(words[i].gap);
    const next = words[i + 1];
    const closes = next === undefined || /^\s*[\])}”"|*/:;.,\n-]/.test(next.gap);
    return opens && closes && words[i].capital;
  }
}

import type { PersonPatternKind } from './person-pattern.ts';

/**
 * Patterns of numbers and codes that belong to one person. They run on the
 * folded small-letter text (no diacritics), except where `cased`. The first
 * capture group, when there is one, is the part to point at.
 */
export interface NumberPattern {
  kind: PersonPatternKind;
  pattern: RegExp;
  cased?: true;
  /** False when the match is something else after all, judged by what stands before it. */
  accept?: (before: string, match: string) => boolean;
}

const SEP = '[ .\\-\\u00a0]?';
const START = '(?<![\\p{L}\\p{N}])(?<!\\d[.,])';
const END = '(?![\\p{L}\\p{N}])(?![.,]\\d)';
const re = (source: string): RegExp => new RegExp(source, 'gu');

/** “học sinh năm 2026” is no birth. */
const NOT_BORN = /(hoc|phat|ve|tuyen|thi|tan|nu|an|san|tai|ky|hy|si|sy|nguyen|quan|trung|dan|tiet|nhan|da) $/;
const ROAD_BEFORE = /(quoc lo|tinh lo|duong|ql|dt|tl|km|so) ?$/;
const OFFICIAL_AFTER =
  /^(cong an|bo doi|bien phong|ubnd|uy ban|hoi |doan |tinh doan|so |vien |toa |mat tran|tuyen truyen)/;

const digits = (text: string): string => text.replace(/\D/g, '');

export const NUMBER_PATTERNS: readonly NumberPattern[] = [
  // 37A-123.45, 37-B1 234.56, 37AB 12345; Lao plates; army and diplomatic ones.
  {
    kind: 'plate',
    pattern: re(`${START}[1-9][0-9][ .\\-]?[a-z][a-z0-9]?[ .\\-]{0,3}\\d{3}[ .]?\\d{1,2}${END}`),
    accept: (before) => !ROAD_BEFORE.test(before),
  },
  {
    kind: 'plate',
    pattern: re(`${START}(?:tm|th|tk|tt|ta|tc|qh|qc|pp|pk|bt|bb|bc|bh|hb|ht|at|kp)[ .\\-]\\d{2}[ .\\-]\\d{2}${END}`),
  },
  { kind: 'plate', pattern: re(`${START}[1-9]\\d[ .\\-]\\d{3}[ .\\-](?:ng|nn|qt|cv)[ .\\-]\\d{2}${END}`) },
  { kind: 'plate', pattern: /[\u0e81-\u0eae]{2}[ .-]?\d{4}(?!\d)/gu },
  {
    kind: 'plate',
    pattern: re(`${START}(?:bks|bien so(?: xe)?|bien kiem soat)[ :]+([\\p{L}\\d][\\p{L}\\d .\\-]*\\d{3,})`),
  },
  // Mobile and fixed numbers, national or international.
  { kind: 'phone', pattern: re(`${START}0${SEP}[35789](?:${SEP}\\d){8}${END}`) },
  { kind: 'phone', pattern: re(`${START}0${SEP}2(?:${SEP}\\d){8,9}${END}`) },
  {
    kind: 'phone',
    pattern: re(
      `(?<![\\p{L}\\p{N}])(?:\\+|00)\\(?(?:84|856|86|66|82|886|855|60|65|81)\\)?(?:${SEP}\\(?\\d\\)?){7,11}${END}`,
    ),
  },
  { kind: 'phone', pattern: re(`${START}84(?:${SEP}[35789])(?:${SEP}\\d){8}${END}`) },
  {
    kind: 'phone',
    pattern: re(
      `${START}(?:sdt|so dien thoai|dien thoai|dtdd|dien thoai di dong|hotline rieng)[ :]+(\\d(?:${SEP}\\d){6,})`,
    ),
  },
  // National id: 12 digits (CCCD) from 0, 9 digits (CMND), or any number after its name.
  {
    kind: 'national-id',
    pattern: re(
      `${START}(?:cccd|cmnd|cmtnd|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|so dinh danh(?: ca nhan)?|giay to tuy than)[ :.]*(?:so)?[ :.]*(\\d(?:${SEP}\\d){5,})`,
    ),
  },
  { kind: 'national-id', pattern: re(`${START}0\\d{2}(?:${SEP}\\d{3}){3}${END}`) },
  { kind: 'national-id', pattern: re(`${START}(?:\\d{9}|\\d{12}|\\d{3} \\d{3} \\d{3})${END}`) },
  {
    kind: 'passport',
    pattern: re(`${START}(?:ho chieu|passport|giay thong hanh)[ :.]*(?:so)?[ :.]*([a-z]{0,2} ?\\d{5,9})${END}`),
  },
  { kind: 'passport', pattern: re(`${START}[A-Z]{1,2}\\d{7,8}${END}`), cased: true },
  {
    kind: 'bank-account',
    pattern: re(
      `${START}(?:stk|so tk|so tai khoan|tai khoan(?: ngan hang)?|tk ngan hang|[a-z]*bank)[ :.]*(?:so)?[ :.]*(\\d(?:${SEP}\\d){5,})`,
    ),
  },
  { kind: 'bank-account', pattern: re(`${START}(?:\\d{10,11}|\\d{13,19}|\\d{4}(?:[ \\-]\\d{4}){3})${END}`) },
  // Births.
  {
    kind: 'birth',
    pattern: re(
      `${START}sinh (?:nam|ngay|thang)[ :]*(?:thang[ :]*)?\\d{1,4}(?:[/.\\- ](?:thang )?\\d{1,2}){0,1}(?:[/.\\- ](?:nam )?\\d{2,4})?${END}`,
    ),
    accept: (before) => !NOT_BORN.test(before),
  },
  {
    kind: 'birth',
    pattern: re(`${START}(?:sn|ns)[ :.]*(?:\\d{1,2}[/.\\-]\\d{1,2}[/.\\-])?(?:19\\d{2}|20[0-2]\\d)${END}`),
  },
  {
    kind: 'birth',
    pattern: re(`${START}(?:ngay sinh|nam sinh|sinh nhat|date of birth|dob|born(?: in| on)?)[ :]+\\d{1,4}`),
  },
  {
    kind: 'birth',
    pattern: re(`${START}sinh[ :]+(?:19\\d{2}|20[0-2]\\d)${END}`),
    accept: (before) => !NOT_BORN.test(before),
  },
  {
    kind: 'birth',
    pattern: re(`${START}sinh[ :]+\\d{1,2}[/.\\-]\\d{1,2}[/.\\-]\\d{2,4}${END}`),
    accept: (before) => !NOT_BORN.test(before),
  },
  { kind: 'email', pattern: re(`[a-z0-9._%+\\-]+ ?@ ?[a-z0-9\\-]+(?:\\.[a-z0-9\\-]+)*\\.[a-z]{2,}`) },
  // Files of a case: they lead to persons.
  { kind: 'case-file', pattern: re(`\\d+/\\d{4}/(?:tlst|tlpt|tlgdt|hsst|hspt|hs|tb-tlva|cbxx)(?:-[a-z]+)?`) },
  {
    kind: 'case-file',
    pattern: re(
      `${START}(?:ho so(?: vu an| vu viec)?|vu an|ban an|thu ly|ma so vu|bi so|bi an)[ :]*(?:hinh su )?(?:so|:)[ :]*[\\p{L}\\p{N}/\\-.]*\\d[\\p{L}\\p{N}/\\-.]*`,
    ),
  },
  { kind: 'case-file', pattern: re(`${START}ban an \\d+[/\\-]`) },
  {
    kind: 'case-file',
    pattern: re(`${START}chuyen an (?:so |bi so |mang bi so )?[\\p{L}]{0,4}[\\-.]?\\d+[\\p{L}\\d]*`),
  },
  // Accounts on networks.
  {
    kind: 'social-handle',
    pattern: re(
      `(?:facebook|fb|m\\.me|tiktok|instagram|zalo|youtube|twitter|x)\\.(?:com|me)/[\\p{L}\\p{N}._@\\-]+|(?:t|m|zalo)\\.me/[\\p{L}\\p{N}._@\\-]+`,
    ),
  },
  { kind: 'social-handle', pattern: re(`(?<![\\p{L}\\p{N}._])@[a-z0-9_][a-z0-9_.]{2,}`) },
  {
    kind: 'social-handle',
    pattern: re(
      `${START}(?:facebook|fb|zalo|tiktok|telegram|instagram|wechat|viber|messenger|line)(?: (?:nick|ten|id|tai khoan|acc|account|cua))*[ ]*(?:[:“”"'‘’«=]|nick |ten |id )[ “"']*([\\p{L}\\p{N}._]{2,}[^,;.)]*)`,
    ),
    accept: (_before, match) => !OFFICIAL_AFTER.test(match.replace(/^[^:“”"'‘’«=]*[:“”"'‘’«= ]+/u, '')),
  },
  { kind: 'social-handle', pattern: re(`${START}(?:nick|nickname|biet danh)[ :]+[“"']?[\\p{L}\\p{N}._]{2,}`) },
];

/** Grouped by dots, a long number is money or a count (`120.000.000`), unless it starts with 0. */
export function isThousands(match: string): boolean {
  return /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(match) && digits(match).length >= 4;
}

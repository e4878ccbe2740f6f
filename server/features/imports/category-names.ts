import {
  EVIDENCE_TERMS,
  HOW_FOUND_TERMS,
  INCIDENT_PLACE_TERMS,
  INCIDENT_TYPE_TERMS,
  MEASURE_PLACE_TERMS,
  MEASURE_STATUS_TERMS,
  MEASURE_TYPE_TERMS,
  type Term,
} from '#geo/domain/glossary.ts';
import type { HowFound, IncidentPlace, IncidentType } from '#geo/domain/incident.ts';
import { EvidenceGrade, MEASURE_TYPES, type MeasurePlace, type MeasureType } from '#geo/domain/measure.ts';
import { nameKey } from '#geo/domain/folded-text.ts';

/** What people write for the vocabularies, besides the codes themselves. */
const MEASURE_NAMES: Record<MeasureType, readonly string[]> = {
  M01: ['nắm tình hình, rà soát', 'nắm tình hình', 'rà soát'],
  M02: ['tuần tra, kiểm soát', 'tuần tra', 'tuần tra kiểm soát', 'patrol'],
  M03: ['quản lý xuất nhập cảnh, kiểm soát cửa khẩu', 'kiểm soát cửa khẩu', 'quản lý xuất nhập cảnh', 'border control'],
  M04: ['tuần tra chung / phối hợp với Lào', 'tuần tra chung', 'phối hợp với Lào', 'joint patrol'],
  M05: ['đợt cao điểm', 'cao điểm', 'campaign'],
  M06: ['tiếp nhận, xác minh tin báo', 'xác minh tin báo', 'tiếp nhận tin báo'],
  M07: ['hòm thư tố giác, đường dây nóng', 'đường dây nóng', 'hòm thư tố giác', 'hotline'],
  M08: ['tuyên truyền', 'communication'],
  M09: ['kiểm tra, khảo sát, giám sát', 'kiểm tra', 'khảo sát', 'giám sát', 'inspection'],
  M10: ['tập huấn', 'training'],
  M11: ['hỗ trợ nạn nhân', 'victim support'],
  M12: ['tố tụng', 'proceedings'],
  M99: ['khác', 'other'],
};
const INCIDENT_NAMES: Record<IncidentType, readonly string[]> = {
  'report-of-trafficking': ['tin báo mua bán người', 'tố giác mua bán người', 'mua bán người', 'report of trafficking'],
  'sign-of-recruitment': ['dấu hiệu lôi kéo', 'dấu hiệu tuyển mộ', 'dấu hiệu lôi kéo, tuyển mộ', 'sign of recruitment'],
  'illegal-exit': ['xuất cảnh trái phép', 'illegal exit'],
  'escorted-departure': ['đưa người rời địa bàn', 'có người dẫn đi', 'escorted departure'],
  'return-of-victim': ['nạn nhân trở về', 'tiếp nhận nạn nhân trở về', 'return of victim'],
  'online-lure': ['dụ dỗ qua mạng', 'lừa đảo qua mạng', 'online lure'],
  'child-purchase-sign': ['dấu hiệu mua bán trẻ em', 'child purchase sign'],
  other: ['khác'],
};
const FOUND_NAMES: Record<HowFound, readonly string[]> = {
  reported: ['người dân báo', 'dân báo', 'tin báo', 'tố giác', 'reported by people'],
  patrol: ['tuần tra phát hiện', 'tuần tra', 'found by patrol'],
  referred: ['chuyển đến', 'cơ quan khác chuyển đến', 'referred'],
};
const EXTENT_NAMES = {
  whole: ['toàn xã', 'toàn bộ', 'cả xã'],
  somewhere: ['một nơi', 'một điểm', 'không rõ điểm'],
} as const;
/** `done` also for verified ones: what is imported has yet to be verified here. */
const STATUS_NAMES = {
  done: ['đã thực hiện', 'thực hiện', 'hoàn thành', 'verified', 'đã xác minh'],
  planned: ['kế hoạch', 'dự kiến', 'sẽ thực hiện'],
} as const;

/** Reads a code, a name above or the glossary's own word. */
function readerOf<T extends string>(
  names: Record<T, readonly string[]>,
  terms?: Partial<Record<T, Term>>,
): (text: string) => T | undefined {
  const index = new Map<string, T>();
  for (const code of Object.keys(names) as T[]) {
    const term = terms?.[code];
    for (const name of [code, ...(term ? [term.vi, term.en] : []), ...names[code]]) index.set(nameKey(name), code);
  }
  return (text) => index.get(nameKey(text));
}

const measureName = readerOf(MEASURE_NAMES, MEASURE_TYPE_TERMS);
/** `M02`, `tuần tra`, or both (`M02 – tuần tra`). */
export const readMeasureType = (text: string): MeasureType | undefined =>
  measureName(text) ?? MEASURE_TYPES.find((type) => new RegExp(`^${type}\\b`, 'i').test(text));
export const readIncidentType = readerOf(INCIDENT_NAMES, INCIDENT_TYPE_TERMS);
export const readHowFound = readerOf(FOUND_NAMES, HOW_FOUND_TERMS);
export const readExtent = readerOf(EXTENT_NAMES);
export const readStatus = readerOf<keyof typeof STATUS_NAMES>(STATUS_NAMES, MEASURE_STATUS_TERMS);
/** How a file says where a measure was: as our exports name it. */
export const readMeasurePlaceKind = readerOf<MeasurePlace['kind']>(
  { track: [], line: [], interval: [], point: [], polygon: [], communes: [], site: [] },
  MEASURE_PLACE_TERMS,
);
export const readIncidentPlaceKind = readerOf<IncidentPlace['kind']>(
  { exact: [], 'route-km': [], commune: [], province: ['tinh', 'toan tinh', 'cap tinh', 'trong tinh'] },
  INCIDENT_PLACE_TERMS,
);
const evidenceName = readerOf<EvidenceGrade>({ E0: [], E1: [], E2: [], E3: [] }, EVIDENCE_TERMS);
/** `E2`, its name, or both. */
export const readEvidence = (text: string): EvidenceGrade | undefined =>
  evidenceName(text) ?? EvidenceGrade.options.find((grade) => new RegExp(`^${grade}\\s`, 'i').test(text));

/** For the template: every code with the name people know it by. */
export const MEASURE_TYPE_LIST = MEASURE_TYPES.map((type) => `${type} ${MEASURE_NAMES[type][0]}`);

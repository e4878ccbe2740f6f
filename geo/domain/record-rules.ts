import { findSecrecyMarker } from './classified-markers.ts';
import type { ErrorCode, Fault, Message } from './errors.ts';
import type { LngLat } from './geometry.ts';
import { addDays, type DayString } from './period.ts';
import type { PersonScanner } from './person-patterns.ts';

/** Nothing older is entered: the programme's records begin later. */
export const EARLIEST_DAY: DayString = '2000-01-01';
/** A plan further ahead than this is a slip of the pen. */
const PLAN_HORIZON_DAYS = 5 * 366;

/** What the rules of records need to know of the register. */
export interface RecordRefs {
  /** Undefined when there is no such route. */
  routeLengthM(id: string): number | undefined;
  /** Position at a metre of a route that there is. */
  pointOnRoute(id: string, m: number): LngLat;
  hasCommune(id: string): boolean;
  hasSite(id: string): boolean;
  hasOrgUnit(id: string): boolean;
  scanPersons: PersonScanner;
}

export function fault(code: ErrorCode, path: string, message: Message): Fault {
  return { code, message, place: { path } };
}

/** Faults of the first and last day (inclusive) of a record. `planned` may lie in the future. */
export function dayFaults(firstOn: DayString, lastOn: DayString, todayOn: DayString, planned: boolean): Fault[] {
  const faults: Fault[] = [];
  if (firstOn < EARLIEST_DAY) faults.push(tooEarly('firstOn'));
  if (lastOn < EARLIEST_DAY && firstOn >= EARLIEST_DAY) faults.push(tooEarly('lastOn'));
  if (lastOn < firstOn) {
    faults.push(
      fault('period.ends_before_start', 'lastOn', {
        vi: 'Ngày kết thúc đứng trước ngày bắt đầu.',
        en: 'The last day is before the first.',
      }),
    );
  }
  if (!planned) {
    if (firstOn > todayOn) faults.push(inFuture('firstOn'));
    else if (lastOn > todayOn) faults.push(inFuture('lastOn'));
  } else if (lastOn > addDays(todayOn, PLAN_HORIZON_DAYS)) {
    faults.push(
      fault('field.out_of_range', 'lastOn', {
        vi: 'Kế hoạch không quá 5 năm kể từ hôm nay.',
        en: 'A plan reaches at most 5 years from today.',
      }),
    );
  }
  return faults;
}

/** Faults of one day that must have come already. */
export function pastDayFaults(day: DayString, path: string, todayOn: DayString): Fault[] {
  if (day < EARLIEST_DAY) return [tooEarly(path)];
  return day > todayOn ? [inFuture(path)] : [];
}

function tooEarly(path: string): Fault {
  return fault('field.out_of_range', path, {
    vi: 'Ngày phải từ 01/01/2000.',
    en: 'A day must be 1 January 2000 or later.',
  });
}

function inFuture(path: string): Fault {
  return fault('date.in_future', path, {
    vi: 'Ngày ở tương lai: chỉ biện pháp dự kiến mới được ghi trước.',
    en: 'The day is in the future: only planned measures may be entered ahead.',
  });
}

/** Faults of free text: secrecy markers and data about persons. The text itself is never repeated. */
export function textFaults(text: string, path: string, scanPersons: PersonScanner): Fault[] {
  if (text === '') return [];
  if (findSecrecyMarker(text)) {
    return [
      fault('privacy.classified', path, {
        vi: 'Có dấu độ mật (Mật, Tối mật, Tuyệt mật): luật không cho đưa bí mật nhà nước lên hệ thống có nối mạng.',
        en: 'Carries a secrecy marker: the law keeps state secrets off networked systems.',
      }),
    ];
  }
  const found = scanPersons(text);
  if (found.length === 0) return [];
  return [
    fault('privacy.person_pattern', path, {
      vi: `Có dấu hiệu thông tin cá nhân: ${whatAndWhere(found, 'vi')}. Hãy bỏ ra rồi lưu lại.`,
      en: `Looks like data about a person: ${whatAndWhere(found, 'en')}. Take it out and save again.`,
    }),
  ];
}

/** Every kind that was found, each with all its stretches: whoever corrects a text does it once. */
function whatAndWhere(found: ReturnType<PersonScanner>, lang: 'vi' | 'en'): string {
  const characters = { vi: 'ký tự', en: 'characters' }[lang];
  return [...new Set(found.map(({ kind }) => kind))]
    .map((kind) => {
      const where = found.filter((one) => one.kind === kind).map(({ from, to }) => `${from + 1}–${to}`);
      return `${PATTERN_NAMES[kind][lang]} (${characters} ${where.join(', ')})`;
    })
    .join('; ');
}

const PATTERN_NAMES: Readonly<Record<ReturnType<PersonScanner>[number]['kind'], Message>> = {
  name: { vi: 'họ tên', en: 'a name' },
  'national-id': { vi: 'số định danh', en: 'a national id' },
  phone: { vi: 'số điện thoại', en: 'a phone number' },
  plate: { vi: 'biển số xe', en: 'a number plate' },
  birth: { vi: 'ngày, năm sinh', en: 'a birth date' },
  email: { vi: 'thư điện tử', en: 'an e-mail address' },
  passport: { vi: 'số hộ chiếu', en: 'a passport number' },
  'bank-account': { vi: 'số tài khoản', en: 'an account number' },
  'case-file': { vi: 'số hồ sơ, vụ án', en: 'a case-file number' },
  'social-handle': { vi: 'tài khoản mạng xã hội', en: 'a social-network account' },
  ethnicity: { vi: 'dân tộc của người', en: 'a person’s ethnicity' },
  religion: { vi: 'tôn giáo của người', en: 'a person’s religion' },
};

export function unknownReference(path: string, vi: string, en: string): Fault {
  return fault('reference.unknown', path, {
    vi: `Không có ${vi} này trong danh mục.`,
    en: `There is no such ${en} in the register.`,
  });
}

/** Faults of an interval in metres of a route's own reference. */
export function intervalFaults(
  place: { routeId: string; fromM: number; toM: number },
  path: string,
  refs: RecordRefs,
  mayBePoint: boolean,
): Fault[] {
  const lengthM = refs.routeLengthM(place.routeId);
  if (lengthM === undefined) return [unknownReference(`${path}.routeId`, 'tuyến', 'route')];
  for (const key of ['fromM', 'toM'] as const) {
    if (place[key] < 0 || place[key] > lengthM) {
      return [
        fault('field.out_of_range', `${path}.${key}`, {
          vi: `Lý trình phải từ 0 đến ${Math.floor(lengthM)} m.`,
          en: `The position must be from 0 to ${Math.floor(lengthM)} m.`,
        }),
      ];
    }
  }
  if (place.fromM > place.toM || (place.fromM === place.toM && !mayBePoint)) {
    return [
      fault('field.out_of_range', `${path}.toM`, {
        vi: 'Điểm cuối của đoạn phải sau điểm đầu.',
        en: 'The end of the stretch must be beyond its start.',
      }),
    ];
  }
  return [];
}

import type { z } from 'zod';
import { DomainError, ERROR_STATUS, type ErrorCode, type Fault, type Message } from '#geo/domain/errors.ts';

type Issue = z.core.$ZodIssue;

/** A DomainError with one fault per Zod issue; its own code is that of the first. */
export function domainErrorOf(issues: readonly Issue[], prefix = ''): DomainError {
  const faults = issues.flatMap((issue) => faultsOf(issue, prefix));
  const [first] = faults;
  return new DomainError(first.code, first.message, first.place, faults);
}

function faultsOf(issue: Issue, prefix: string): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => faultAt([...issue.path, key], prefix, 'field.unknown', UNKNOWN));
  }
  const { code, message } = describe(issue);
  return [faultAt(issue.path, prefix, code, message)];
}

function faultAt(path: readonly PropertyKey[], prefix: string, code: ErrorCode, message: Message): Fault {
  return { code, message, place: { path: pathText(path, prefix) } };
}

/** `place.geometry.coordinates[3]` */
function pathText(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    prefix,
  );
}

const UNKNOWN: Message = { vi: 'Trường này không có trong mẫu.', en: 'This field is not known.' };
const MISSING: Message = { vi: 'Thiếu giá trị.', en: 'A value is missing.' };
const MALFORMED: Message = { vi: 'Giá trị không đúng dạng.', en: 'The value is malformed.' };
const NOT_A_NUMBER: Message = { vi: 'Phải là số.', en: 'Must be a number.' };
const BAD_DATE: Message = { vi: 'Ngày phải có dạng YYYY-MM-DD.', en: 'A day must look like YYYY-MM-DD.' };
const BAD_PERIOD: Message = { vi: 'Kỳ phải kết thúc sau khi bắt đầu.', en: 'A period must end after it starts.' };

/** What Zod says of a value that is not there. */
const ABSENCE: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

function describe(issue: Issue): { code: ErrorCode; message: Message } {
  const isMissing = issue.input === undefined && ABSENCE.has(issue.code);
  if (isMissing) return { code: 'field.missing', message: MISSING };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'number' || issue.expected === 'int') {
        return { code: 'field.not_a_number', message: NOT_A_NUMBER };
      }
      return { code: 'field.malformed', message: MALFORMED };
    case 'too_small':
      return { code: 'field.out_of_range', message: boundMessage(issue, issue.minimum, 'từ', 'at least') };
    case 'too_big':
      return { code: 'field.out_of_range', message: boundMessage(issue, issue.maximum, 'không quá', 'at most') };
    case 'invalid_format':
      return issue.format === 'date'
        ? { code: 'date.malformed', message: BAD_DATE }
        : { code: 'field.malformed', message: MALFORMED };
    case 'invalid_value':
      return { code: 'field.malformed', message: oneOf(issue.values) };
    case 'custom':
      return custom(issue.params?.code as unknown, issue.params?.message as unknown);
    default:
      return { code: 'field.malformed', message: MALFORMED };
  }
}

/** Refinements name their code in `params.code`, and may bring their own sentences in `params.message`. */
function custom(code: unknown, message: unknown): { code: ErrorCode; message: Message } {
  const known = typeof code === 'string' && code in ERROR_STATUS ? (code as ErrorCode) : 'field.malformed';
  if (isMessage(message)) return { code: known, message };
  return { code: known, message: known === 'period.ends_before_start' ? BAD_PERIOD : MALFORMED };
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

function oneOf(values: readonly unknown[]): Message {
  const list = values.slice(0, 12).map(String).join(', ');
  return { vi: `Phải là một trong: ${list}.`, en: `Must be one of: ${list}.` };
}

function boundMessage(
  issue: { origin: string; inclusive?: boolean },
  bound: number | bigint,
  vi: string,
  en: string,
): Message {
  if (issue.origin === 'string')
    return { vi: `Độ dài phải ${vi} ${bound} ký tự.`, en: `Length must be ${en} ${bound}.` };
  if (issue.origin === 'array') return { vi: `Số phần tử phải ${vi} ${bound}.`, en: `Must have ${en} ${bound} items.` };
  return { vi: `Giá trị phải ${vi} ${bound}.`, en: `Must be ${en} ${bound}.` };
}

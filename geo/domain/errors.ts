import { z } from 'zod';

/** The closed set of faults that a person or a program can be told about. */
export const ERROR_STATUS = {
  'request.malformed': 400,
  'request.too_large': 413,
  'request.unsupported_media': 415,
  'request.timeout': 503,
  'permission.denied': 403,
  'permission.own_record': 403,
  'host.refused': 421,
  not_found: 404,
  'conflict.version': 409,
  'conflict.state': 409,
  'conflict.duplicate': 409,
  /** Others build on it; they are listed as faults. */
  'conflict.depends': 409,
  'field.missing': 422,
  'field.malformed': 422,
  'field.unknown': 422,
  'field.not_a_number': 422,
  'field.out_of_range': 422,
  'date.malformed': 422,
  'date.in_future': 422,
  'period.malformed': 422,
  'period.ends_before_start': 422,
  'geometry.malformed': 422,
  'geometry.empty': 422,
  'geometry.outside_province': 422,
  'geometry.swapped': 422,
  'geometry.self_intersecting': 422,
  'geometry.too_complex': 422,
  'reference.unknown': 422,
  'file.empty': 422,
  'file.unreadable': 422,
  'file.encoding': 422,
  'file.too_many_rows': 422,
  'file.columns_missing': 422,
  /** Bigger unpacked, more entries, or more memory or time than a file of records needs. */
  'file.too_large': 422,
  /** Built to harm: path traversal, external entities, a bomb, code in cells. */
  'file.hostile': 422,
  'file.unsupported': 422,
  /** Nothing is wrong with the file, as far as one can know: it may be sent again. */
  'file.interrupted': 503,
  'place.ambiguous': 422,
  'place.unknown': 422,
  'privacy.person_pattern': 422,
  'privacy.classified': 422,
  'rate.limited': 429,
  /** The database cannot be reached, or has no room left. Nothing was stored; it may be tried again. */
  'database.unavailable': 503,
  internal: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
export type GeometryFaultCode = Extract<ErrorCode, `geometry.${string}`>;

/** Where the fault is: row of a file (1 = first data row), column, or JSON path. */
export const FaultPlace = z.object({
  row: z.int().optional(),
  column: z.string().optional(),
  path: z.string().optional(),
});
export type FaultPlace = z.infer<typeof FaultPlace>;

export const Message = z.object({ vi: z.string(), en: z.string() });
export type Message = z.infer<typeof Message>;

/** One fault of a submitted record. */
export const Fault = z.object({ code: z.string(), message: Message, place: FaultPlace });
export type Fault = z.infer<typeof Fault> & { code: ErrorCode };

/** The one error class: everything else that is thrown is a defect and is answered as `internal`. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly faultMessage: Message;
  readonly place: FaultPlace;
  readonly faults: readonly Fault[];

  constructor(code: ErrorCode, message: Message, place: FaultPlace = {}, faults: readonly Fault[] = []) {
    super(`${code}: ${message.en}`);
    this.name = 'DomainError';
    this.code = code;
    this.faultMessage = message;
    this.place = place;
    this.faults = faults;
  }
}

/** Body of every answer that is not a success. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: Message,
    place: FaultPlace,
    faults: z.array(Fault),
    /** Names the log line of an unexpected fault. */
    correlationId: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export const PERSON_PATTERN_KINDS = [
  'name',
  'national-id',
  'phone',
  'plate',
  'birth',
  'email',
  'passport',
  'bank-account',
  'case-file',
  'social-handle',
  'ethnicity',
  'religion',
] as const;
export type PersonPatternKind = (typeof PERSON_PATTERN_KINDS)[number];

/** A stretch [from, to) of the scanned text; it never carries the text itself, so it may be logged. */
export interface PersonPattern {
  kind: PersonPatternKind;
  from: number;
  to: number;
}

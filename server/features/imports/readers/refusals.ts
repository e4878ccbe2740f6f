import { DomainError } from '#geo/domain/errors.ts';

const AT_FILE = { path: 'file' };

/** Built to harm, or in a way that only harm needs; `file.hostile`. */
export const hostile = (vi: string, en: string): DomainError => new DomainError('file.hostile', { vi, en }, AT_FILE);
/** More than a file of records needs; `file.too_large`. */
export const tooLarge = (vi: string, en: string): DomainError => new DomainError('file.too_large', { vi, en }, AT_FILE);
/** Damaged, or not what its name says; `file.unreadable`. */
export const unreadable = (vi: string, en: string): DomainError =>
  new DomainError('file.unreadable', { vi, en }, AT_FILE);
/** Sound, but of a kind that is not read; `file.unsupported`. */
export const unsupported = (vi: string, en: string): DomainError =>
  new DomainError('file.unsupported', { vi, en }, AT_FILE);

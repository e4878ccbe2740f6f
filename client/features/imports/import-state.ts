import { encodingsOffered, type ImportEncoding, type ImportPreview } from '#geo/contract/imports.contract.ts';
import type { ApiError } from '../../api/api-error.ts';
import type { Words } from '../coverage/figure-text.ts';
import { hasConflict } from './column-rows.ts';
import type { ImportChoices } from './import-choices.ts';

/** Where an import stands; one at a time. A `preview` is the last reading that the server gave. */
export type ImportStep =
  | { kind: 'choose' }
  | { kind: 'not-sent'; refusals: FileRefusal[] }
  | { kind: 'refused'; file: File; error: ApiError }
  | { kind: 'reading'; file: File }
  | { kind: 'encoding'; file: File; offers: EncodingOffer[] }
  | { kind: 'understand'; file: File; preview: ImportPreview; again: Rereading }
  | { kind: 'check'; file: File; preview: ImportPreview; again: Rereading; isStopped?: true }
  | { kind: 'storing'; file: File; preview: ImportPreview; isStopping: boolean };

/** Whether the file is being read again with new choices, or was refused with them. */
export type Rereading = { kind: 'no' } | { kind: 'running' } | { kind: 'refused'; error: ApiError };

export interface EncodingOffer {
  encoding: ImportEncoding;
  line: string;
}

export interface FileRefusal {
  reason: 'large' | 'empty' | 'oldExcel' | 'shapefilePart';
  name: string;
}

export const MOST_BYTES = 20 * 1024 * 1024;

/** Why a file need not be sent at all: the server would refuse it, with less to say about what to do. */
export function refusalOf({ name, size }: Pick<File, 'name' | 'size'>): FileRefusal | undefined {
  if (/\.xls$/i.test(name)) return { reason: 'oldExcel', name };
  if (/\.(shp|shx|dbf|prj|cpg)$/i.test(name)) return { reason: 'shapefilePart', name };
  if (size === 0) return { reason: 'empty', name };
  return size > MOST_BYTES ? { reason: 'large', name } : undefined;
}

/**
 * The readings that a refused file may have, likeliest first, each with its line
 * of the file; none when it was refused for another reason.
 */
export function offersOf(error: ApiError): EncodingOffer[] {
  const { code, sentence: message, place } = error;
  return encodingsOffered({ error: { code, message, place, faults: [...error.faults] } }).map(
    ({ encoding, sample }) => ({ encoding, line: quotedIn(sample.vi) }),
  );
}

/** What a sentence quotes: the name of the encoding before it stands in a column of its own. */
const quotedIn = (sentence: string) => /“(.*)”/su.exec(sentence)?.[1] ?? sentence;

/**
 * Where a first reading leads: what a person has to say comes before what they
 * have to check. A file that leaves nothing open goes straight to the check.
 */
export function stepAfterReading(file: File, preview: ImportPreview): ImportStep {
  const isOpen =
    preview.tables.length > 1 ||
    preview.missingFields.length > 0 ||
    preview.questions.some(({ answer }) => answer === null) ||
    hasConflict(preview.columns, {});
  return { kind: isOpen ? 'understand' : 'check', file, preview, again: { kind: 'no' } };
}

/** A further reading stays where the person is. */
export function stepAfterRereading(step: ImportStep, preview: ImportPreview): ImportStep {
  if (step.kind !== 'understand' && step.kind !== 'check') return step;
  return { kind: step.kind, file: step.file, preview, again: { kind: 'no' } };
}

/** Which of the three steps a state belongs to. */
export function placeOf(step: ImportStep): 'choose' | 'understand' | 'check' {
  switch (step.kind) {
    case 'choose':
    case 'not-sent':
    case 'refused':
    case 'reading':
      return 'choose';
    case 'encoding':
    case 'understand':
      return 'understand';
    case 'check':
    case 'storing':
      return 'check';
  }
}

/** Name of what a file must say; `place` stands for any way to say where. */
export function fieldName(field: string, fields: ImportPreview['fields'], words: Pick<Words, 't' | 'pick'>): string {
  if (field === 'place') return words.t('import.required.place');
  const known = fields.find((item) => item.field === field);
  return known ? words.pick(known) : field;
}

/** Why one cannot go on to the check yet; undefined when one can. */
export function nextRefusal(
  preview: Pick<ImportPreview, 'columns' | 'missingFields' | 'fields'>,
  choices: Pick<ImportChoices, 'mapping'>,
  words: Words,
): string | undefined {
  if (hasConflict(preview.columns, choices.mapping)) return words.t('import.blocked.conflict');
  if (preview.missingFields.length === 0) return undefined;
  const names = preview.missingFields.map((field) => fieldName(field, preview.fields, words)).join(', ');
  return words.t('import.blocked.missing', { names });
}

/** Why the button that stores is closed, with what becomes of the rows; undefined when it is open. */
export function confirmRefusal(
  { good, badTotal: bad, waiting }: Pick<ImportPreview, 'good' | 'badTotal' | 'waiting'>,
  mayConfirm: boolean,
  { t, format }: Words,
): string | undefined {
  if (!mayConfirm) return t('import.blocked.permission');
  if (waiting + bad === 0) return good === 0 ? t('import.blocked.empty') : undefined;
  const counts = Object.entries({ good, waiting, bad })
    .filter(([group, n]) => group === 'good' || n > 0)
    .map(([group, n]) => t(`import.count.${group as 'good' | 'waiting' | 'bad'}`, { n: format.number(n) }))
    .join(', ');
  const why = waiting > 0 && bad > 0 ? 'both' : bad > 0 ? 'bad' : 'waiting';
  return t(`import.blocked.${why}`, { counts });
}

/** What a refusal says, its faults included, each sentence once. */
export function errorText({ sentence, faults }: ApiError, { pick }: Pick<Words, 'pick'>): string {
  const texts = [sentence, ...faults.map(({ message }) => message)].map(pick);
  return texts.filter((text, index) => texts.indexOf(text) === index).join(' ');
}

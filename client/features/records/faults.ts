import type { ApiError } from '../../api/api-error.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { TextParams } from '../../text/translate.ts';
import type { Words } from '../coverage/figure-text.ts';

/** A fault found on the page: the path of its field, and the sentence. */
export interface FieldFault {
  path: string;
  key: MessageKey;
  params?: TextParams;
}

/** What a form shows: sentences by path, the same for faults of the page and of the server. */
export interface ShownFault {
  path: string;
  text: string;
}

export function shownFaults(faults: readonly FieldFault[], words: Words): ShownFault[] {
  return faults.map(({ path, key, params }) => ({ path, text: words.t(key, params) }));
}

/** The faults of a refused request; the request's own sentence stands for itself where it names no field. */
export function faultsOfError(error: ApiError, words: Words): ShownFault[] {
  if (error.faults.length > 0)
    return error.faults.map((fault) => ({ path: fault.place.path ?? '', text: words.pick(fault.message) }));
  return [{ path: error.place.path ?? '', text: words.pick(error.sentence) }];
}

/** Whether a fault at `path` (`orgUnitIds[1]`, `place.geometry.coordinates`) belongs to the field `field`. */
export function isOfField(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

/** The first sentence for a field, `undefined` when it has none. */
export function faultOf(faults: readonly ShownFault[], ...fields: readonly string[]): string | undefined {
  return faults.find(({ path }) => fields.some((field) => isOfField(path, field)))?.text;
}

/** Faults of no field that the form shows: they are said over it. */
export function faultsElsewhere(faults: readonly ShownFault[], fields: readonly string[]): ShownFault[] {
  return faults.filter(({ path }) => !fields.some((field) => isOfField(path, field)));
}

import { z } from 'zod';
import { Message } from '#geo/domain/errors.ts';

/** What a format could not hold, as the header `X-Left-Out` of a file says; nothing where it holds all. */
export function leftOutOf(header: string | null): Message[] {
  if (header === null) return [];
  try {
    return z.array(Message).parse(JSON.parse(decodeURIComponent(header)));
  } catch {
    // The file is saved all the same, and its own description says it too.
    return [];
  }
}

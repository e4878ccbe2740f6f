import { z } from 'zod';
import { Message, type ErrorBody } from '../domain/errors.ts';
import { ImportId } from '../domain/ids.ts';

export const ImportKind = z.enum(['incidents', 'measures']);
export type ImportKind = z.infer<typeof ImportKind>;
export const ImportFormat = z.enum(['csv', 'geojson']);
export type ImportFormat = z.infer<typeof ImportFormat>;
/** What a file may be written in; only needed where it is not Unicode. */
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3']);
export type ImportEncoding = z.infer<typeof ImportEncoding>;

export const BadRow = z.object({ row: z.int(), column: z.string(), code: z.string(), message: Message });
export type BadRow = z.infer<typeof BadRow>;

/** Text fields of the form of POST /api/imports; the file itself is the field `file`. */
export const ImportForm = z.object({ kind: ImportKind, encoding: ImportEncoding.optional() });

/** POST /api/imports (multipart: file, kind, optional encoding): a preview; nothing is stored. */
export const ImportPreview = z.object({
  id: ImportId,
  kind: ImportKind,
  format: ImportFormat,
  fileName: z.string(),
  sha256: z.string(),
  encoding: z.string(),
  /**
   * Where the encoding was chosen by hand: what the file reads as in each of
   * the others, to choose again. A file in none is refused with `file.encoding`
   * and the same guesses as faults (see `encodingsOffered`).
   */
  encodingGuesses: z.array(z.object({ encoding: z.string(), sample: z.string() })),
  /** Rows that would be stored. */
  good: z.int(),
  /** One entry a fault, in order of rows, at most 1,000; a row may have several. */
  bad: z.array(BadRow),
  /** Rows with faults, listed or not: `good + badTotal` is the file. */
  badTotal: z.int(),
  unknownColumns: z.array(z.string()),
  /** First good rows, as text, for people to look at. */
  sample: z.array(z.record(z.string(), z.string())),
  /** The same file was stored before, at this time; storing it again would count it twice. */
  storedBeforeAt: z.iso.datetime().nullable(),
  state: z.enum(['previewed', 'confirmed']),
  expiresAt: z.iso.datetime(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** POST /api/imports/{id}/confirm: all or nothing; refused while there are bad rows. */
export const ImportConfirmed = z.object({ id: ImportId, stored: z.int() });
export type ImportConfirmed = z.infer<typeof ImportConfirmed>;

/** GET /api/imports/template.csv?kind= */
export const TemplateQuery = z.object({ kind: ImportKind });

/** The encodings that a `file.encoding` refusal offers, likeliest first, each with a line of the file read so. */
export function encodingsOffered(body: ErrorBody): { encoding: ImportEncoding; sample: Message }[] {
  return body.error.faults.flatMap((fault) => {
    const encoding = ImportEncoding.safeParse(fault.place.path?.replace(/^encoding:/, ''));
    return fault.code === 'file.encoding' && encoding.success
      ? [{ encoding: encoding.data, sample: fault.message }]
      : [];
  });
}

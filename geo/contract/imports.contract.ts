import { z } from 'zod';
import { ErrorBody, Message } from '../domain/errors.ts';
import { ImportId } from '../domain/ids.ts';

export const ImportKind = z.enum(['incidents', 'measures']);
export type ImportKind = z.infer<typeof ImportKind>;
export const ImportFormat = z.enum(['csv', 'geojson']);
export type ImportFormat = z.infer<typeof ImportFormat>;

export const BadRow = z.object({ row: z.int(), column: z.string(), code: z.string(), message: Message });
export type BadRow = z.infer<typeof BadRow>;

/** POST /api/imports (multipart: file, kind, optional encoding): a preview; nothing is stored. */
export const ImportPreview = z.object({
  id: ImportId,
  kind: ImportKind,
  format: ImportFormat,
  fileName: z.string(),
  sha256: z.string(),
  encoding: z.string(),
  /** Encodings the file may be in when it is not UTF-8; the user picks one and uploads again. */
  encodingGuesses: z.array(z.object({ encoding: z.string(), sample: z.string() })),
  good: z.int(),
  bad: z.array(BadRow),
  /** More bad rows than listed. */
  badTotal: z.int(),
  unknownColumns: z.array(z.string()),
  /** First good rows, as text, for people to look at. */
  sample: z.array(z.record(z.string(), z.string())),
  expiresAt: z.iso.datetime(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** POST /api/imports/{id}/confirm: all or nothing; refused while there are bad rows. */
export const ImportConfirmed = z.object({ id: ImportId, stored: z.int() });
export type ImportConfirmed = z.infer<typeof ImportConfirmed>;
export { ErrorBody };

import { z } from 'zod';
import { Message, type ErrorBody } from '../domain/errors.ts';
import { LngLat } from '../domain/geometry.ts';
import { ImportId, OrgUnitId } from '../domain/ids.ts';
import { IncidentPlace, IncidentType } from '../domain/incident.ts';
import { MeasurePlace, MeasureType } from '../domain/measure.ts';
import { DayString } from '../domain/period.ts';
import { PlacePrecision } from '../domain/place-precision.ts';

export const ImportKind = z.enum(['incidents', 'measures']);
export type ImportKind = z.infer<typeof ImportKind>;
export const ImportFormat = z.enum(['csv', 'xlsx', 'geojson', 'gpx', 'kml', 'shapefile', 'geopackage']);
export type ImportFormat = z.infer<typeof ImportFormat>;
/** What a file may be written in; only needed where it is not Unicode. */
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni']);
export type ImportEncoding = z.infer<typeof ImportEncoding>;
export const ImportDelimiter = z.enum([';', ',', '\t', '|']);
export type ImportDelimiter = z.infer<typeof ImportDelimiter>;

export const BadRow = z.object({ row: z.int(), column: z.string(), code: z.string(), message: Message });
export type BadRow = z.infer<typeof BadRow>;

/** What each column of the file means: header as written → field; null leaves it out. */
export const ColumnMapping = z.record(z.string(), z.string().nullable());
export type ColumnMapping = z.infer<typeof ColumnMapping>;
/**
 * Field → text that holds for every row, for what the file has no column for (a
 * GPS receiver knows no agency). It goes before a column that is only
 * recognised or remembered. A blank text gives up what is remembered.
 */
export const ImportConstants = z.record(z.string().max(100), z.string().max(500));
export type ImportConstants = z.infer<typeof ImportConstants>;
/** Question id → the value of the option chosen. */
export const ImportAnswers = z.record(z.string(), z.string());
export type ImportAnswers = z.infer<typeof ImportAnswers>;

/**
 * Text fields of the form of POST /api/imports; the file itself is the field
 * `file`. Nothing of the file is kept between previews: the page sends it again
 * with what the person has chosen since. What is left out is recognised.
 */
export const ImportForm = z.object({
  kind: ImportKind,
  encoding: ImportEncoding.optional(),
  delimiter: ImportDelimiter.optional(),
  /** Sheet or layer, where the file has several. */
  table: z.string().max(200).optional(),
  /** {@link ColumnMapping} as JSON. */
  mapping: z.string().max(100_000).optional(),
  /** {@link ImportConstants} as JSON. */
  constants: z.string().max(100_000).optional(),
  /** {@link ImportAnswers} as JSON. */
  answers: z.string().max(100_000).optional(),
  /** Names this work for GET /api/progress/{id}. */
  progressId: z.uuid().optional(),
});

/** A column of the file, what it was taken to mean and why. */
export const ImportColumn = z.object({
  header: z.string(),
  field: z.string().nullable(),
  by: z.enum(['recognised', 'remembered', 'chosen', 'none']),
  /** First values, to choose by. */
  examples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** A field that a column can mean. */
export const ImportField = z.object({ field: z.string(), vi: z.string(), en: z.string(), required: z.boolean() });
export type ImportField = z.infer<typeof ImportField>;

/**
 * What the file leaves open, asked once for all rows that say the same: which
 * of two places a name means, which of two columns is the northing, in which
 * system the metres are.
 */
export const ImportQuestion = z.object({
  id: z.string(),
  kind: z.enum(['name', 'axis-order', 'coordinate-system']),
  text: Message,
  /** Rows that wait for the answer, and the first of them (1 = first data row). */
  rows: z.int(),
  firstRow: z.int(),
  options: z.array(z.object({ value: z.string(), label: Message, detail: Message.nullable() })),
  /** The answer given, where the file was read with it. */
  answer: z.string().nullable(),
});
export type ImportQuestion = z.infer<typeof ImportQuestion>;

/** A good row in words, as it would be stored. */
export const ImportedRecord = z.object({
  row: z.int(),
  type: z.union([MeasureType, IncidentType]),
  /** Of a measure all that took part, the lead first; of an incident the one it was reported to. */
  orgUnitIds: z.array(OrgUnitId),
  firstOn: DayString,
  lastOn: DayString,
  /** `QL7 Km 112+300`, commune or site names. */
  placeVi: z.string(),
  placeEn: z.string(),
  /** The place as the file writes it: “xã Bảo Nam” beside `Xã Hữu Kiệm`. Empty where the file only draws it. */
  written: z.string(),
  precision: PlacePrecision,
  /** The place itself, for a look at the map: lines and areas of many vertices are thinned. */
  place: z.union([MeasurePlace, IncidentPlace]),
  /** Somewhere to fly to; null where no place within the province is known. */
  labelPoint: LngLat.nullable(),
  note: z.string(),
});
export type ImportedRecord = z.infer<typeof ImportedRecord>;

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
  /** Null where the format has none. */
  delimiter: z.string().nullable(),
  /** Sheets or layers that hold rows; the one that was read. One entry, with an empty name, where the format has none. */
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
  table: z.string(),
  columns: z.array(ImportColumn),
  /** What holds for every row, in the order of `fields`: said for this file, or for the agency's last one of this layout. */
  constants: z.array(z.object({ field: z.string(), text: z.string(), by: z.enum(['chosen', 'remembered']) })),
  /** All fields that this kind of record has, to map columns to. */
  fields: z.array(ImportField),
  /** Required fields with neither a column nor a constant: nothing can be read before they are mapped. `place` stands for any way to say where. */
  missingFields: z.array(z.string()),
  questions: z.array(ImportQuestion),
  /** Rows that wait for an answer, neither good nor bad. */
  waiting: z.int(),
  /** How well the good rows' places are known, best first. */
  precisions: z.array(z.object({ precision: PlacePrecision, rows: z.int() })),
  /** What is worth knowing and stops nothing: a second heading row, dates read from serial numbers. */
  remarks: z.array(Message),
  /** Rows that would be stored. */
  good: z.int(),
  /** One entry a fault, in order of rows, at most 1,000; a row may have several. */
  bad: z.array(BadRow),
  /** Rows with faults, listed or not: `good + badTotal + waiting` is the file. */
  badTotal: z.int(),
  /** The first good rows as they would be stored, at most 500. Told once, when the file is sent; empty afterwards. */
  records: z.array(ImportedRecord),
  /** The same file was stored before, at this time; storing it again would count it twice. */
  storedBeforeAt: z.iso.datetime().nullable(),
  state: z.enum(['previewed', 'confirmed']),
  expiresAt: z.iso.datetime(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** POST /api/imports/{id}/confirm: all or nothing; refused while rows are bad or wait for an answer. */
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

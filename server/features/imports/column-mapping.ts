import { createHash } from 'node:crypto';
import type {
  ColumnMapping,
  ImportColumn,
  ImportConstants,
  ImportKind,
  ImportPreview,
} from '#geo/contract/imports.contract.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import { COLUMNS, recogniseHeading } from './columns.ts';
import { resolveConstants } from './file-constants.ts';
import { shown } from './row-reader.ts';
import type { RawTable } from './raw-table.ts';

/** Fields any of which says where a record was. */
const PLACE_FIELDS = ['route', 'lng', 'x', 'northing', 'place', 'commune', 'site', 'placePrecision'];
const EXAMPLES = 3;
const EXAMPLE_LENGTH = 80;

/** What a sender said before of files of one layout. */
export interface RememberedLayout {
  mapping: ColumnMapping;
  constants: ImportConstants;
}
/** What the person says of this file. */
interface Chosen {
  mapping?: ColumnMapping;
  constants?: ImportConstants;
}
export interface ResolvedColumns {
  columns: ImportColumn[];
  /** What holds for every row instead of a column. */
  constants: ImportPreview['constants'];
  /** Header as written, by field. */
  headerOf: ReadonlyMap<string, string>;
  /** Required fields with neither a column nor a constant; `place` where nothing says where. */
  missingFields: string[];
  remarks: Message[];
}

/**
 * Names a set of headings whatever their order, their case and their accents:
 * what a sender's columns mean is remembered under it.
 */
export const layoutOf = (headers: readonly string[]): string =>
  createHash('sha256').update(headers.map(nameKey).sort().join('\n')).digest('hex');

/**
 * What each column means: as the person chose for this file, else as this
 * sender chose for the same headings before, else by its name. A column that
 * is chosen, and a constant, takes its field from one that is only recognised;
 * of two with one recognised meaning the field's own name wins, then the first.
 * @throws DomainError field.malformed where a choice names no field, or one twice
 */
export function resolveColumns(
  kind: ImportKind,
  table: RawTable,
  { mapping: chosen = {}, constants: said = {} }: Chosen = {},
  remembered: RememberedLayout = { mapping: {}, constants: {} },
): ResolvedColumns {
  const constants = resolveConstants(kind, said, remembered.constants, chosen);
  const isConstant = (field: string) => constants.some((constant) => constant.field === field);
  const recognised = recogniseAll(kind, table);
  const fieldOf = new Map<string, { field: string | null; by: ImportColumn['by'] }>();
  const headerOf = new Map<string, string>();
  const remarks: Message[] = [];
  for (const [by, mapping] of [
    ['chosen', chosen],
    ['remembered', remembered.mapping],
    ['recognised', recognised.mapping],
  ] as const) {
    for (const header of table.headers) {
      if (fieldOf.has(header) || !Object.hasOwn(mapping, header)) continue;
      const field = mapping[header];
      if (by === 'chosen') refuseBadChoice(kind, header, field, headerOf);
      if (field !== null && (headerOf.has(field) || isConstant(field))) continue;
      const isNews = by !== 'remembered' || field !== (recognised.mapping[header] ?? null);
      fieldOf.set(header, { field, by: isNews ? by : field === null ? 'none' : 'recognised' });
      if (field !== null) headerOf.set(field, header);
    }
  }
  for (const { header, spec } of recognised.doubles) {
    const other = headerOf.get(spec.field);
    if (fieldOf.has(header) || other === undefined) continue;
    remarks.push({
      vi: `Hai cột “${other}” và “${header}” cùng nghĩa “${spec.vi}”; chỉ đọc “${other}”.`,
      en: `The columns “${other}” and “${header}” both mean “${spec.en}”; only “${other}” is read.`,
    });
  }
  for (const [header, field] of Object.entries(recognised.mapping)) {
    if (fieldOf.has(header) || !isConstant(field)) continue;
    remarks.push({
      vi: `Cột “${header}” không được đọc: giá trị chung cho mọi dòng được dùng thay.`,
      en: `The column “${header}” is not read: the value given for all rows is used instead.`,
    });
  }
  return {
    columns: table.headers.map((header) => ({
      header,
      ...(fieldOf.get(header) ?? { field: null, by: 'none' as const }),
      examples: examplesOf(table, header),
    })),
    constants,
    headerOf,
    missingFields: missingFields(kind, (field) => headerOf.has(field) || isConstant(field), table),
    remarks,
  };
}

function recogniseAll(kind: ImportKind, table: RawTable) {
  const found = table.headers.flatMap((header) => {
    const hit = recogniseHeading(kind, header);
    return hit === undefined ? [] : [{ header, ...hit }];
  });
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  for (const isOwnName of [true, false]) {
    for (const { header, spec, isOwnName: own } of found) {
      if (own !== isOwnName || taken.has(spec.field)) continue;
      mapping[header] = spec.field;
      taken.add(spec.field);
    }
  }
  // “Lý trình” beside no route is the whole place: “QL7 Km 112+300”.
  const km = Object.keys(mapping).find((header) => mapping[header] === 'fromKm');
  if (km !== undefined && !taken.has('route') && !taken.has('place') && nameKey(km) === nameKey('lý trình')) {
    mapping[km] = 'place';
  }
  return { mapping, doubles: found.filter(({ header }) => mapping[header] === undefined) };
}

function refuseBadChoice(kind: ImportKind, header: string, field: string | null, headerOf: Map<string, string>): void {
  if (field === null) return;
  const isKnown = COLUMNS[kind].some((spec) => spec.field === field);
  if (isKnown && !headerOf.has(field)) return;
  throw new DomainError(
    'field.malformed',
    isKnown
      ? {
          vi: `Hai cột “${shown(headerOf.get(field)!)}” và “${shown(header)}” được chọn cùng một nghĩa.`,
          en: `The columns “${shown(headerOf.get(field)!)}” and “${shown(header)}” were given one meaning.`,
        }
      : { vi: `Không có trường “${shown(field)}”.`, en: `There is no field “${shown(field)}”.` },
    { path: 'mapping', column: header },
  );
}

function examplesOf(table: RawTable, header: string): string[] {
  const examples: string[] = [];
  for (const { cells } of table.rows) {
    const text = cells.get(header);
    if (text === undefined) continue;
    const short = text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH - 1)}…` : text;
    if (!examples.includes(short)) examples.push(short);
    if (examples.length === EXAMPLES) break;
  }
  return examples;
}

function missingFields(kind: ImportKind, isGiven: (field: string) => boolean, table: RawTable): string[] {
  const missing = COLUMNS[kind].filter((spec) => spec.required && !isGiven(spec.field)).map(({ field }) => field);
  const saysWhere = PLACE_FIELDS.some(isGiven) || table.rows.some(({ geometry }) => Boolean(geometry));
  return saysWhere ? missing : [...missing, 'place'];
}

/** How many of a table's headings mean something: which of several sheets is meant. */
export const recognisedCount = (kind: ImportKind, table: RawTable): number =>
  Object.keys(recogniseAll(kind, table).mapping).length;

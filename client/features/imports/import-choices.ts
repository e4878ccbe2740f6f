import type { z } from 'zod';
import type {
  ColumnMapping,
  ImportAnswers,
  ImportConstants,
  ImportDelimiter,
  ImportEncoding,
  ImportForm,
  ImportKind,
  ImportPreview,
} from '#geo/contract/imports.contract.ts';

/** What a person has said about a file; the rest is recognised on the server. */
export interface ImportChoices {
  kind: ImportKind;
  encoding?: ImportEncoding;
  delimiter?: ImportDelimiter;
  table?: string;
  /** Only the columns that were chosen by hand. */
  mapping: ColumnMapping;
  /** Said once for all rows; a blank text gives up what is remembered. */
  constants: ImportConstants;
  answers: ImportAnswers;
}

export const noChoices = (kind: ImportKind): ImportChoices => ({ kind, mapping: {}, constants: {}, answers: {} });

/** One thing that a person changes about the reading of a file. */
export type ImportChange =
  | { kind: 'kind'; records: ImportKind }
  | { kind: 'encoding'; encoding: ImportEncoding }
  | { kind: 'delimiter'; delimiter: ImportDelimiter }
  | { kind: 'table'; table: string }
  | { kind: 'column'; header: string; field: string | null }
  | { kind: 'keep'; header: string }
  | { kind: 'constant'; field: string; text: string }
  | { kind: 'answer'; question: string; value: string };

/**
 * The choices after a change. Another kind of record, encoding, delimiter or
 * table gives other columns and questions: what was said of them is forgotten.
 * What holds for all rows stays, as long as the kind has such a field. A column
 * and a value for all rows take a field from each other.
 */
export function withChange(choices: ImportChoices, change: ImportChange, preview?: ImportPreview): ImportChoices {
  switch (change.kind) {
    case 'kind':
      return { ...choices, kind: change.records, mapping: {}, constants: {}, answers: {} };
    case 'encoding':
      return { ...choices, encoding: change.encoding, mapping: {}, answers: {} };
    case 'delimiter':
      return { ...choices, delimiter: change.delimiter, mapping: {}, answers: {} };
    case 'table':
      return { ...choices, table: change.table, mapping: {}, answers: {} };
    case 'column': {
      const { field } = change;
      const isGiven = field !== null && constantsNow(preview?.constants ?? [], choices.constants).has(field);
      return {
        ...choices,
        mapping: { ...choices.mapping, [change.header]: field },
        constants: isGiven ? { ...choices.constants, [field]: '' } : choices.constants,
      };
    }
    case 'constant': {
      const isBlank = change.text.trim() === '';
      const others = Object.entries(choices.mapping).filter(([, field]) => isBlank || field !== change.field);
      return {
        ...choices,
        mapping: Object.fromEntries(others),
        constants: { ...choices.constants, [change.field]: change.text },
      };
    }
    case 'keep': {
      const fields = fieldsByHeader(preview?.columns ?? [], choices.mapping);
      const field = fields.get(change.header) ?? null;
      const others = [...fields].filter(([header, other]) => header !== change.header && other === field);
      return {
        ...choices,
        mapping: { ...choices.mapping, [change.header]: field, ...Object.fromEntries(others.map(([h]) => [h, null])) },
      };
    }
    case 'answer':
      return { ...choices, answers: { ...choices.answers, [change.question]: change.value } };
  }
}

/** What each column means now: as chosen, else as the server took it. */
export function fieldsByHeader(
  columns: ImportPreview['columns'],
  mapping: ColumnMapping,
): ReadonlyMap<string, string | null> {
  return new Map(
    columns.map(({ header, field }) => [header, Object.hasOwn(mapping, header) ? mapping[header] : field]),
  );
}

/** What holds for all rows now, by field: as said, else as remembered; without what was given up. */
export function constantsNow(
  known: ImportPreview['constants'],
  said: ImportConstants,
): ReadonlyMap<string, { text: string; by: 'chosen' | 'remembered' }> {
  const now = new Map(known.map(({ field, text, by }) => [field, { text, by }]));
  for (const [field, text] of Object.entries(said)) {
    if (text.trim() === '') now.delete(field);
    else now.set(field, { text, by: 'chosen' });
  }
  return now;
}

/** The form fields that carry the choices. */
export function formOf(choices: ImportChoices, progressId: string): z.input<typeof ImportForm> {
  const { kind, encoding, delimiter, table, mapping, constants, answers } = choices;
  const json = (record: object) => (Object.keys(record).length > 0 ? JSON.stringify(record) : undefined);
  return {
    kind,
    encoding,
    delimiter,
    table,
    mapping: json(mapping),
    constants: json(constants),
    answers: json(answers),
    progressId,
  };
}

/** Whether anything would be lost by leaving: columns mapped, values given, questions answered. */
export function isWorkedOn({ mapping, constants, answers }: ImportChoices): boolean {
  return [mapping, constants, answers].some((said) => Object.keys(said).length > 0);
}

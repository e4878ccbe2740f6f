import type { ColumnMapping, ImportColumn, ImportPreview } from '#geo/contract/imports.contract.ts';
import { constantsNow, fieldsByHeader, type ImportChoices } from './import-choices.ts';

/** A column of the file as the table shows it: as chosen, else as the server took it. */
export interface ColumnRow {
  header: string;
  examples: readonly string[];
  field: string | null;
  by: ImportColumn['by'];
  /** Another column that means the same. */
  conflictsWith: string | undefined;
}

export function columnRows(columns: ImportPreview['columns'], mapping: ColumnMapping): ColumnRow[] {
  const fields = fieldsByHeader(columns, mapping);
  return columns.map(({ header, examples, by }) => {
    const field = fields.get(header) ?? null;
    const other = field === null ? undefined : [...fields].find(([name, f]) => name !== header && f === field)?.[0];
    return {
      header,
      examples,
      field,
      by: Object.hasOwn(mapping, header) ? 'chosen' : by,
      conflictsWith: other,
    };
  });
}

/** Two columns mean the same: one of them would be lost, so the file is not read before one is kept. */
export function hasConflict(columns: ImportPreview['columns'], mapping: ColumnMapping): boolean {
  return columnRows(columns, mapping).some(({ conflictsWith }) => conflictsWith !== undefined);
}

/** The fields that a file must have, each with the column that has it or the value for all rows; `place` is said in one of many ways. */
export function requiredFields(
  preview: Pick<ImportPreview, 'columns' | 'fields' | 'missingFields' | 'constants'>,
  { mapping, constants }: Pick<ImportChoices, 'mapping' | 'constants'>,
): { field: string; header: string | undefined; isForAll: boolean; isMissing: boolean }[] {
  const fields = fieldsByHeader(preview.columns, mapping);
  const forAll = constantsNow(preview.constants, constants);
  const headerOf = (field: string) => [...fields].find(([, other]) => other === field)?.[0];
  const required = preview.fields.filter((item) => item.required).map((item) => item.field);
  return [...required, 'place'].map((field) => {
    const isForAll = forAll.has(field);
    const header = isForAll ? undefined : headerOf(field);
    const isMissing = header === undefined && !isForAll && preview.missingFields.includes(field);
    return { field, header, isForAll, isMissing };
  });
}

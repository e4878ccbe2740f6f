import type { ColumnMapping, ImportConstants, ImportKind, ImportPreview } from '#geo/contract/imports.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { COLUMNS } from './columns.ts';
import { FORMULA_REFUSED, isFormulaText } from './formula-cells.ts';
import { shown } from './row-reader.ts';

/**
 * What holds for every row of a file, in the fields' order: what the person
 * said for this file, else what this sender said of the same layout before. A
 * column that the person chose for the field goes before what is remembered.
 * @throws DomainError field.malformed, file.hostile for an unknown field, a text no cell may hold, a field that was also given a column
 */
export function resolveConstants(
  kind: ImportKind,
  chosen: ImportConstants,
  remembered: ImportConstants,
  mapping: ColumnMapping,
): ImportPreview['constants'] {
  const specs = COLUMNS[kind];
  const mapped = new Set(Object.values(mapping));
  for (const [field, text] of Object.entries(chosen)) {
    if (!specs.some((spec) => spec.field === field)) {
      throw refusal(field, `Không có trường “${shown(field)}”.`, `There is no field “${shown(field)}”.`);
    }
    if (text.includes('\0') || !text.isWellFormed()) {
      throw refusal(
        field,
        'Giá trị chung có ký tự không hợp lệ (NUL hoặc nửa ký tự).',
        'The value for all rows holds an invalid character (NUL, or half of one).',
      );
    }
    if (isFormulaText(text.trim())) {
      throw new DomainError(FORMULA_REFUSED.code, FORMULA_REFUSED.message, { path: 'constants', column: field });
    }
    if (text.trim() !== '' && mapped.has(field)) {
      throw refusal(
        field,
        `Trường “${field}” vừa có cột vừa có giá trị chung; chỉ chọn một.`,
        `The field “${field}” has both a column and a value for all rows; choose one.`,
      );
    }
  }
  return specs.flatMap(({ field }) => {
    const by = Object.hasOwn(chosen, field) ? 'chosen' : 'remembered';
    const source = by === 'chosen' ? chosen : remembered;
    const text = Object.hasOwn(source, field) ? source[field].trim().normalize('NFC') : '';
    return text === '' || mapped.has(field) ? [] : [{ field, text, by } as const];
  });
}

const refusal = (field: string, vi: string, en: string): DomainError =>
  new DomainError('field.malformed', { vi, en }, { path: 'constants', column: field });

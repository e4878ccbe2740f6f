import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import { EVIDENCE_TERMS, HOW_FOUND_TERMS, INCIDENT_TYPE_TERMS, MEASURE_TYPE_TERMS } from '#geo/domain/glossary.ts';
import type { Words } from '../coverage/figure-text.ts';
import { constantsNow, fieldsByHeader, type ImportChoices } from './import-choices.ts';

type Part = Pick<ImportPreview, 'kind' | 'columns' | 'fields' | 'constants' | 'missingFields'>;

/** A value that holds for every row, as it is entered. */
export interface ConstantRow {
  field: string;
  text: string;
  isRemembered: boolean;
  isMissing: boolean;
}

/** What is given for all rows and what must be, since no column says it; then what the person asked to give. */
export function constantRows(
  { columns, fields, constants, missingFields }: Part,
  choices: Pick<ImportChoices, 'mapping' | 'constants'>,
  asked: readonly string[],
): ConstantRow[] {
  const now = constantsNow(constants, choices.constants);
  const mapped = new Set(fieldsByHeader(columns, choices.mapping).values());
  return fields
    .map(({ field }) => field)
    .filter((field) => now.has(field) || asked.includes(field) || (missingFields.includes(field) && !mapped.has(field)))
    .map((field) => ({
      field,
      text: now.get(field)?.text ?? '',
      isRemembered: now.get(field)?.by === 'remembered',
      isMissing: !now.has(field),
    }));
}

/** What else can be said for all rows: what has no column yet and no value. */
export function constantsLeft(
  part: Part,
  choices: Pick<ImportChoices, 'mapping' | 'constants'>,
  asked: readonly string[],
) {
  const taken = new Set(constantRows(part, choices, asked).map(({ field }) => field));
  const mapped = new Set(fieldsByHeader(part.columns, choices.mapping).values());
  return part.fields.filter(({ field }) => !taken.has(field) && !mapped.has(field));
}

/** The values that a field can have, by what a cell would say; undefined for days, numbers and free text. */
export function valuesOf(
  field: string,
  kind: ImportPreview['kind'],
  register: Register | undefined,
  { pick, name, t }: Words,
): { value: string; label: string }[] | undefined {
  const terms = (record: Record<string, { vi: string; en: string }>, withCode: boolean) =>
    Object.entries(record).map(([value, term]) => ({
      value,
      label: withCode ? `${value} · ${pick(term)}` : pick(term),
    }));
  const members = (list: readonly { id: string; nameVi: string; nameEn: string }[] | undefined) =>
    list?.map((member) => ({ value: member.id, label: name(member) }));
  switch (field) {
    case 'type':
      return kind === 'measures' ? terms(MEASURE_TYPE_TERMS, true) : terms(INCIDENT_TYPE_TERMS, false);
    case 'lead':
    case 'partners':
    case 'reportedTo':
      return members(register?.orgUnits);
    case 'evidence':
      return terms(EVIDENCE_TERMS, true);
    case 'howFound':
      return terms(HOW_FOUND_TERMS, false);
    case 'subScheme':
      return (['1', '2', '3'] as const).map((value) => ({ value, label: t(`subScheme.${value}`) }));
    case 'route':
      return members(register?.routes);
    case 'site':
      return members(register?.sites);
    case 'commune':
      return register?.communes.map(({ id, nameVi }) => ({ value: id, label: nameVi }));
    default:
      return undefined;
  }
}

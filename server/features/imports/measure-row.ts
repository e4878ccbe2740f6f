import type { OrgUnit } from '#geo/domain/org-unit.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import type { DayString } from '#geo/domain/period.ts';
import { readEvidence, readMeasureType, readStatus } from './category-names.ts';
import { readMeasurePlace } from './place-cells.ts';
import type { RegisterLookup } from './register-lookup.ts';
import type { RowReader } from './row-reader.ts';

/** Which sub-scheme an agency chairs (plan 415): used when the file does not say. */
function subSchemeOf(lead: OrgUnit): 1 | 2 | 3 | undefined {
  if (lead.kind === 'CA') return 1;
  if (lead.kind === 'BP') return 2;
  return lead.kind === 'VKS' || lead.kind === 'TA' ? 3 : undefined;
}

function readSubScheme(row: RowReader, lead: OrgUnit | undefined): 1 | 2 | 3 | undefined {
  if (!row.has('subScheme')) {
    return (
      (lead && subSchemeOf(lead)) ??
      (lead &&
        row.fault('subScheme', 'field.missing', {
          vi: 'Thiếu tiểu đề án (1, 2 hoặc 3).',
          en: 'The sub-scheme is missing (1, 2 or 3).',
        }))
    );
  }
  const named = /^(?:tiểu đề án|sub-scheme)\s*(?:số\s*)?([123])$/iu.exec(row.text('subScheme'));
  if (named) return Number(named[1]) as 1 | 2 | 3;
  const value = row.number('subScheme', 'integer');
  if (value === undefined || value === 1 || value === 2 || value === 3) return value;
  return row.fault('subScheme', 'field.out_of_range', {
    vi: 'Tiểu đề án là 1, 2 hoặc 3.',
    en: 'The sub-scheme is 1, 2 or 3.',
  });
}

/**
 * One measure as an import makes it: `done`, also where the file calls it
 * verified, so that it counts only once another person has verified it here; or
 * `planned`, whose days may still come. Undefined when the row has faults.
 */
export function readMeasureRow(row: RowReader, lookup: RegisterLookup, todayOn: DayString): MeasureInput | undefined {
  row.required('type');
  const type = row.category('type', readMeasureType, 'M01 … M12, M99');
  const lead = row.required('lead') === undefined ? undefined : row.member('lead', lookup.orgUnit);
  const partners = row.members('partners', lookup.orgUnit);
  const status = row.has('status') ? row.category('status', readStatus, 'dự kiến, đã thực hiện') : 'done';
  const days = row.days(todayOn, status === 'planned');
  const subScheme = readSubScheme(row, lead);
  const evidence = row.has('evidence') ? row.category('evidence', readEvidence, 'E0, E1, E2, E3') : 'E0';
  const place = readMeasurePlace(row, lookup, evidence === 'E3', days?.firstOn ?? todayOn);
  if (row.bad.length > 0 || !type || !lead || !days || !subScheme || !evidence || !status || !place) return undefined;
  return {
    type,
    leadOrgUnitId: lead.id,
    orgUnitIds: [...new Set([lead.id, ...partners.map((p) => p.id)])],
    ...days,
    place,
    subScheme,
    status,
    evidence,
    documentNumber: row.text('documentNumber'),
    note: row.text('note'),
  };
}

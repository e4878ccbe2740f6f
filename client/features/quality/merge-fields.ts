import { lineInFile } from '#geo/contract/file-line.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import { jointMeasureOf, type JointChoice } from '#geo/quality/joint-measure.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { Words } from '../coverage/figure-text.ts';
import { agencyName, daysText } from '../inspector/record-text.ts';

/** What a person decides; each names the source whose value is kept. */
export type ChosenField = 'place' | 'lead' | 'document' | 'note';
export type Chosen = Readonly<Record<ChosenField, number>>;

/** One line of the comparison: the same fact of each source, and of the joint measure. */
export interface FieldRow {
  label: MessageKey;
  values: string[];
  joint: string;
  differs: boolean;
  /** A person chooses whose value is kept; absent where the rule decides. */
  choice?: ChosenField;
}

export function choiceOf(sources: readonly MeasureView[], chosen: Chosen): JointChoice {
  return {
    placeFrom: sources[chosen.place].id,
    leadOrgUnitId: sources[chosen.lead].leadOrgUnitId,
    documentNumber: sources[chosen.document].documentNumber,
    note: sources[chosen.note].note,
  };
}

/** The first source with a value; what is empty everywhere stays empty. */
export function firstChosen(sources: readonly MeasureView[]): Chosen {
  const withText = (textOf: (source: MeasureView) => string) =>
    Math.max(
      0,
      sources.findIndex((source) => textOf(source) !== ''),
    );
  return {
    place: 0,
    lead: 0,
    document: withText(({ documentNumber }) => documentNumber),
    note: withText(({ note }) => note),
  };
}

/** Sources side by side with what their joint measure will say, by the same rule as the server's. */
export function compareFields(
  sources: readonly MeasureView[],
  chosen: Chosen,
  register: Register | undefined,
  language: Words,
): FieldRow[] {
  const joint = jointMeasureOf(sources, choiceOf(sources, chosen));
  const { t, format } = language;
  const agencies = ({ orgUnitIds }: Pick<MeasureInput, 'orgUnitIds'>) =>
    orgUnitIds.map((id) => agencyName(register, id, language)).join('; ');
  const placeOf = (view: MeasureView) => language.pick({ vi: view.placeVi, en: view.placeEn });
  const row = (
    label: MessageKey,
    textOf: (measure: MeasureView) => string,
    jointText: string,
    choice?: ChosenField,
  ): FieldRow => {
    const values = sources.map(textOf);
    return { label, values, joint: jointText, differs: new Set(values).size > 1, choice };
  };
  return [
    row('record.place', placeOf, placeOf(sources[chosen.place]), 'place'),
    row('record.days', (view) => daysText(view, format), daysText(joint, format)),
    row(
      'record.lead',
      ({ leadOrgUnitId }) => agencyName(register, leadOrgUnitId, language),
      agencyName(register, joint.leadOrgUnitId, language),
      'lead',
    ),
    row('record.agencies', agencies, agencies(joint)),
    row('record.subScheme', ({ subScheme }) => t(`subScheme.${subScheme}`), t(`subScheme.${joint.subScheme}`)),
    row(
      'record.evidence',
      ({ evidence }) => `${evidence} · ${t(`evidence.${evidence}`)}`,
      `${joint.evidence} · ${t(`evidence.${joint.evidence}`)}`,
    ),
    row('record.document', ({ documentNumber }) => documentNumber, joint.documentNumber, 'document'),
    row('record.note', ({ note }) => note, joint.note, 'note'),
    row('quality.merge.status', ({ status }) => t(`status.${status}`), t(`status.${joint.status}`)),
    row(
      'quality.merge.source',
      ({ source, origin }) =>
        source
          ? `${source.fileName}${source.row === null ? '' : ` · ${t('source.row', { row: format.number(lineInFile(source.row, source.format)) })}`}`
          : t(`origin.${origin}`),
      '',
    ),
  ];
}

import { lineInFile } from '#geo/contract/file-line.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import { jointMeasureOf, type JointChoice } from '#geo/quality/joint-measure.ts';
import { fallsAway, holdingPlace, placeSize } from '#geo/quality/joint-place.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { Words } from '../coverage/figure-text.ts';
import { agencyName, daysText } from '../inspector/record-text.ts';

/** What a person decides; each names the source whose value is kept, −1 the place that is not chosen yet. */
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
    // Until a place is chosen the rules of joint measures refuse it.
    placeFrom: chosen.place < 0 ? ('' as MeasureView['id']) : sources[chosen.place].id,
    leadOrgUnitId: sources[chosen.lead].leadOrgUnitId,
    documentNumber: sources[chosen.document].documentNumber,
    note: sources[chosen.note].note,
  };
}

/** The place that holds the others, else none; for the rest the first source with a value, what is empty everywhere stays empty. */
export function firstChosen(sources: readonly MeasureView[]): Chosen {
  const withText = (textOf: (source: MeasureView) => string) =>
    Math.max(
      0,
      sources.findIndex((source) => textOf(source) !== ''),
    );
  return {
    place: holdingPlace(sources.map(({ place }) => place)),
    lead: 0,
    document: withText(({ documentNumber }) => documentNumber),
    note: withText(({ note }) => note),
  };
}

/** Kind and size of a place: “Đoạn lý trình, 4,0 km”. */
export function sizeText({ place }: Pick<MeasureView, 'place'>, { t, format }: Words): string {
  const size = placeSize(place);
  const kind = t(`place.${place.kind}`);
  if (size === undefined) return kind;
  if ('lengthM' in size) return `${kind}, ${format.length(size.lengthM)}`;
  if ('areaM2' in size) return `${kind}, ${format.km2(size.areaM2, 1)} km²`;
  if ('communes' in size) return t('quality.merge.communes', { n: format.number(size.communes) });
  return `${kind}, ± ${format.length(size.radiusM)}`;
}

/** What of the other records' ground falls away where the place of one is kept; the most of any. */
export function lossText(sources: readonly MeasureView[], kept: number, { t, format }: Words): string {
  const { place } = sources[kept];
  const losses = sources.map((other) => fallsAway(place, other.place));
  if (losses.includes(undefined)) return t('quality.merge.notCompared');
  const most = Math.max(...losses.map((loss) => loss ?? 0));
  if (most <= 0) return t('quality.merge.holdsAll');
  return place.kind === 'communes'
    ? t('quality.merge.loses.communes', { n: format.number(most) })
    : t('quality.merge.loses', { size: format.length(most) });
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
  const kept = sources.at(chosen.place < 0 ? sources.length : chosen.place);
  const sized = (view: MeasureView) => `${placeOf(view)} (${sizeText(view, language)})`;
  const places = row('record.place', sized, kept ? sized(kept) : t('quality.merge.choosePlace'), 'place');
  // Two drawn lines may read alike and yet be two.
  const differs = places.differs || holdingPlace(sources.map(({ place }) => place)) < 0;
  const ground = row(
    'quality.merge.ground',
    (view) => (differs ? lossText(sources, sources.indexOf(view), language) : ''),
    kept && differs ? lossText(sources, chosen.place, language) : '',
  );
  return [
    { ...places, differs },
    ...(differs ? [ground] : []),
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

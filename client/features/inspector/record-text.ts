import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Site } from '#geo/domain/site.ts';
import type { Format } from '../../text/format.ts';
import type { Words } from '../coverage/figure-text.ts';

/** The days of a record as people write them: 14/12/2026, 14/12 – 15/12/2026, 30/12/2025 – 02/01/2026. */
export function daysText({ firstOn, lastOn }: { firstOn: string; lastOn: string }, { day }: Format): string {
  if (firstOn === lastOn) return day(firstOn);
  const isSameYear = firstOn.slice(0, 4) === lastOn.slice(0, 4);
  return `${isSameYear ? day(firstOn.slice(5)) : day(firstOn)} – ${day(lastOn)}`;
}

/** How a place is given: a coarsened point is no longer exact, whatever was entered. */
export function placeKindText(
  { place, masked }: { place: MeasurePlace | IncidentPlace; masked: boolean },
  { t }: Pick<Words, 't'>,
): string {
  return masked && (place.kind === 'exact' || place.kind === 'point') ? t('place.cell') : t(`place.${place.kind}`);
}

/** The name of an agency; its code where the register has none. */
export function agencyName(register: Register | undefined, id: string, words: Words): string {
  const found = register?.orgUnits.find((unit) => unit.id === id);
  return found ? words.name(found) : id;
}

/** As people say it in Vietnamese; the register has no short name in English. */
export function agencyShortName(register: Register | undefined, id: string, words: Words): string {
  const found = register?.orgUnits.find((unit) => unit.id === id);
  return found ? words.pick({ vi: found.shortNameVi, en: found.nameEn }) : id;
}

/** When a grade of a gate was in force; empty when it always was. */
export function gradeSpan(grade: Site['grades'][number], { t, format }: Words): string {
  const [from, until] = [grade.validFromOn, grade.validUntilOn];
  if (from && until) return t('site.gradeBetween', { from: format.day(from), until: format.day(until) });
  if (from) return t('site.gradeFrom', { from: format.day(from) });
  return until ? t('site.gradeUntil', { until: format.day(until) }) : '';
}

/** Victims rescued: the count for the entering agency, a band for everyone else. */
export function victimsText(
  incident: Pick<IncidentView, 'victimsRescued' | 'victimsBandVi' | 'victimsBandEn'>,
  { lang, format }: Words,
): string {
  if (incident.victimsRescued !== null) return format.number(incident.victimsRescued);
  return lang === 'vi' ? incident.victimsBandVi : incident.victimsBandEn;
}

import { INCIDENT_TYPE_TERMS, MEASURE_TYPE_TERMS } from '#geo/domain/glossary.ts';
import type { IncidentType } from '#geo/domain/incident.ts';
import type { MeasureType } from '#geo/domain/measure.ts';
import type { Lang } from './translate.ts';

/** The name of a kind of measure or incident; the code itself when the glossary does not know it. */
export function nameOfType(type: string, lang: Lang): string {
  const term = MEASURE_TYPE_TERMS[type as MeasureType] ?? INCIDENT_TYPE_TERMS[type as IncidentType];
  return term?.[lang] ?? type;
}

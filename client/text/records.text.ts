import {
  EVIDENCE_TERMS,
  HANDLING_STEP_TERMS,
  HOW_FOUND_TERMS,
  INCIDENT_PLACE_TERMS,
  INCIDENT_TYPE_TERMS,
  MEASURE_PLACE_TERMS,
  MEASURE_STATUS_TERMS,
  MEASURE_TYPE_TERMS,
  ORIGIN_TERMS,
  SITE_KIND_TERMS,
  type Term,
} from '#geo/domain/glossary.ts';
import { defineText, type TextPair } from './define-text.ts';

/** A vocabulary of the glossary as texts: `measureType.M02`. */
function fromGlossary<P extends string, K extends string>(prefix: P, terms: Record<K, Term>) {
  return Object.fromEntries(
    (Object.keys(terms) as K[]).map((key): [string, TextPair] => [`${prefix}.${key}`, [terms[key].vi, terms[key].en]]),
  ) as Record<`${P}.${K}`, TextPair>;
}

/** Kinds of measures and incidents, states, evidence and places, in the glossary's words. */
export const recordsText = {
  ...fromGlossary('measureType', MEASURE_TYPE_TERMS),
  ...fromGlossary('incidentType', INCIDENT_TYPE_TERMS),
  ...fromGlossary('howFound', HOW_FOUND_TERMS),
  ...fromGlossary('status', MEASURE_STATUS_TERMS),
  ...fromGlossary('evidence', EVIDENCE_TERMS),
  ...fromGlossary('origin', ORIGIN_TERMS),
  ...fromGlossary('place', { ...MEASURE_PLACE_TERMS, ...INCIDENT_PLACE_TERMS }),
  ...fromGlossary('handling', HANDLING_STEP_TERMS),
  ...fromGlossary('siteKind', SITE_KIND_TERMS),
  ...defineText({
    'place.cell': ['Ô 1 km (đã làm thô)', '1 km cell (coarsened)'],
    'status.done.short': ['Chờ xác minh', 'To be verified'],
    'extent.whole': ['Toàn xã', 'The whole commune'],
    'extent.somewhere': ['Một nơi trong xã, không rõ điểm', 'Somewhere in it'],
    'subScheme.1': ['1 · Nội địa', '1 · Inland'],
    'subScheme.2': ['2 · Biên giới, biển, đảo', '2 · Border, sea, islands'],
    'subScheme.3': ['3 · Truy tố, xét xử', '3 · Prosecution and trial'],
  }),
};

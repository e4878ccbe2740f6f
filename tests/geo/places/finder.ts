import { readRegister } from '#data/register/load-register.ts';
import { createCommuneIndex } from '#geo/geometry/commune-index.ts';
import { createPlaceFinder } from '#geo/places/place-finder.ts';
import type { PlaceReading } from '#geo/domain/found-place.ts';
import type { PlaceResult } from '#geo/places/place-result.ts';
import type { DayString } from '#geo/domain/period.ts';

export const REGISTER = readRegister();
export const FINDER = createPlaceFinder({ ...REGISTER, communeIndex: createCommuneIndex(REGISTER.communes) });

export const BEFORE: DayString = '2024-06-01';
export const AFTER: DayString = '2025-09-01';

export const find = (text: string, onDay: DayString = AFTER): PlaceResult => FINDER.find(text, onDay);

/** The one reading of a text, or what came instead, so that a failing test tells. */
export function found(text: string, onDay: DayString = AFTER): Partial<PlaceReading> & { kind: string } {
  return find(text, onDay);
}

/** What a text may mean: values of the one reading or of all candidates. */
export function valuesOf(text: string, onDay: DayString = AFTER): string[] {
  const result = find(text, onDay);
  if (result.kind === 'found') return [result.value];
  return result.kind === 'ambiguous' ? result.candidates.map(({ value }) => value) : [result.kind];
}

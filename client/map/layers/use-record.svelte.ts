import { createQuery } from '@tanstack/svelte-query';
import { incidentQuery, measureQuery } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';
import type { Selection } from '../../state/selection.ts';
import type { PlacedRecord } from './record-shapes.ts';

/** The record behind a selection, as soon as it is known; undefined when the selection is no record. */
export function useRecord(selection: () => Selection): { readonly current: PlacedRecord | undefined } {
  const { api } = getApp();
  const measureId = $derived.by(() => {
    const now = selection();
    return now.kind === 'measure' ? now.measureId : undefined;
  });
  const incidentId = $derived.by(() => {
    const now = selection();
    return now.kind === 'incident' ? now.incidentId : undefined;
  });
  const measure = createQuery(() => ({ ...measureQuery(api, measureId ?? ''), enabled: measureId !== undefined }));
  const incident = createQuery(() => ({ ...incidentQuery(api, incidentId ?? ''), enabled: incidentId !== undefined }));
  return {
    get current() {
      if (measureId !== undefined) return measure.data;
      return incidentId === undefined ? undefined : incident.data;
    },
  };
}

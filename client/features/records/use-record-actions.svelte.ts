import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import { asApiError } from '../../api/api-error.ts';
import { invalidateRecords, registerQuery, sessionQuery } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';
import { nameOfType } from '../../text/type-names.ts';
import { daysText } from '../inspector/record-text.ts';
import { inputOfIncident, inputOfMeasure } from './record-input.ts';

/** Verifying and deleting, each told in a toast and undoable where it can be; call in a component's set-up. */
export function useRecordActions() {
  const { api, view, language, toasts } = getApp();
  const { t } = language;
  const queries = useQueryClient();
  const session = createQuery(() => sessionQuery(api));
  const register = createQuery(() => registerQuery(api));

  const nameOf = (record: { type: string; firstOn: string; lastOn: string }) =>
    `${nameOfType(record.type, language.lang)}, ${daysText(record, language.format)}`;

  function tellFailure(thrown: unknown): void {
    const error = asApiError(thrown);
    toasts.show({ tone: 'error', text: language.pick(error.faults[0]?.message ?? error.sentence) });
  }

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      // Not waited for: computing the figures again may take seconds.
      void invalidateRecords(queries);
      return true;
    } catch (thrown) {
      tellFailure(thrown);
      return false;
    }
  }

  const deleteMeasure = (measure: MeasureView) =>
    attempt(async () => {
      await api.deleteMeasure(measure.id, measure.version);
      view.back();
      const undo = () =>
        void attempt(async () => {
          const again = await api.createMeasure(inputOfMeasure(measure));
          view.select({ kind: 'measure', measureId: again.id });
          const key = measure.status === 'verified' ? 'record.restoredUnverified' : 'record.restored';
          toasts.show({ tone: 'success', text: t(key, { name: nameOf(measure) }) });
        });
      toasts.show({
        tone: 'info',
        text: t('record.deleted', { name: nameOf(measure) }),
        action: { label: t('record.undo'), run: undo },
      });
    });

  const deleteIncident = (incident: IncidentView) =>
    attempt(async () => {
      await api.deleteIncident(incident.id, incident.version);
      view.back();
      const undo = () =>
        void attempt(async () => {
          const again = await api.createIncident(inputOfIncident(incident));
          view.select({ kind: 'incident', incidentId: again.id });
          toasts.show({ tone: 'success', text: t('record.restored', { name: nameOf(incident) }) });
        });
      toasts.show({
        tone: 'info',
        text: t('record.deleted', { name: nameOf(incident) }),
        action: { label: t('record.undo'), run: undo },
      });
    });

  /** Takes back what was just entered. */
  const remove = (record: MeasureView | IncidentView) =>
    'status' in record ? deleteMeasure(record) : deleteIncident(record);

  const verifyMeasure = (measure: MeasureView) =>
    attempt(async () => {
      await api.verifyMeasure(measure.id, measure.version);
      toasts.show({ tone: 'success', text: t('record.verified') });
    });

  return {
    /** For the rules of record-rights. */
    get asked() {
      return { session: session.data, register: register.data, words: language };
    },
    session,
    register,
    attempt,
    nameOf,
    deleteMeasure,
    deleteIncident,
    remove,
    verifyMeasure,
  };
}

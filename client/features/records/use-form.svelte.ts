import { useQueryClient } from '@tanstack/svelte-query';
import { asApiError } from '../../api/api-error.ts';
import { invalidateRecords } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';
import { faultsOfError, shownFaults, type FieldFault, type ShownFault } from './faults.ts';

/** Sending a form: faults of the page first, then of the server, each kept for its field; call in set-up. */
export function useForm() {
  const { language } = getApp();
  const queries = useQueryClient();
  let faults = $state.raw<ShownFault[]>([]);
  let isBusy = $state(false);

  return {
    get faults() {
      return faults;
    },
    get isBusy() {
      return isBusy;
    },
    refuse(found: readonly FieldFault[]): void {
      faults = shownFaults(found, language);
    },
    /** True when it was stored. */
    async send(work: () => Promise<void>): Promise<boolean> {
      isBusy = true;
      faults = [];
      try {
        await work();
        // Not waited for: computing the figures again may take seconds.
        void invalidateRecords(queries);
        return true;
      } catch (thrown) {
        const error = asApiError(thrown);
        faults =
          error.code === 'conflict.version'
            ? [{ path: '', text: language.t('form.conflict') }]
            : faultsOfError(error, language);
        return false;
      } finally {
        isBusy = false;
      }
    },
  };
}

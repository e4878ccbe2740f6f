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
    /** Says something of no field. */
    tell(text: string): void {
      faults = [{ path: '', text }];
    },
    /** `conflict`: someone else has stored a newer version; `gone`: the record was deleted. Both leave the words to the caller. */
    async send(work: () => Promise<void>): Promise<'stored' | 'refused' | 'conflict' | 'gone'> {
      isBusy = true;
      faults = [];
      try {
        await work();
        // Not waited for: computing the figures again may take seconds.
        void invalidateRecords(queries);
        return 'stored';
      } catch (thrown) {
        const error = asApiError(thrown);
        if (error.code === 'conflict.version') return 'conflict';
        if (error.code === 'not_found') return 'gone';
        faults = faultsOfError(error, language);
        return 'refused';
      } finally {
        isBusy = false;
      }
    },
  };
}

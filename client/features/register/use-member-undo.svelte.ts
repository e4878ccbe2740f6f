import { useQueryClient } from '@tanstack/svelte-query';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { asApiError } from '../../api/api-error.ts';
import { getApp } from '../../state/app-scope.ts';
import { Storing } from '../editing/storing.svelte.ts';
import { invalidateRegister, newestVersionOf } from './register-query.ts';

/** Taking the newest version of a member back, and saying how it ended. Call in set-up. */
export function useMemberUndo() {
  const { api, language, toasts } = getApp();
  const { t } = language;
  const queries = useQueryClient();
  const storing = new Storing(api);

  async function undo(unitClass: UnitClass, id: string, version: number): Promise<void> {
    try {
      const done = await storing.run((options) => api.undoMember(unitClass, id, version, options));
      const stands = done === undefined && (await newestVersionOf(api, unitClass, id))?.version === version;
      toasts.show(
        stands
          ? { tone: 'info', text: t('storing.stopped') }
          : { tone: 'success', text: t('register.undone', { n: version }) },
      );
    } catch (thrown) {
      const error = asApiError(thrown);
      toasts.show({ tone: 'error', text: language.pick(error.faults[0]?.message ?? error.sentence) });
    }
    // Also after a refusal: someone else may have been quicker.
    void invalidateRegister(queries);
  }

  return { storing, undo };
}

import { createQuery } from '@tanstack/svelte-query';
import { registerQuery } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';
import { agencyName, agencyShortName } from '../inspector/record-text.ts';

/** Names of the agencies of the register; call in a component's set-up. */
export function useAgencies() {
  const { api, language } = getApp();
  const register = createQuery(() => registerQuery(api));
  return {
    shortName: (id: string) => agencyShortName(register.data, id, language),
    fullName: (id: string) => agencyName(register.data, id, language),
  };
}

import { createQuery } from '@tanstack/svelte-query';
import type { Register } from '#geo/contract/register.contract.ts';
import { periodRegisterQuery, registerQuery } from '../api/queries.ts';
import { getApp } from './app-scope.ts';

/**
 * The register as the figures of the period in use read it: what a run is drawn
 * on and named by. The metres of records are those of today: they are drawn on
 * `registerQuery`. Call in a component's set-up.
 */
export function usePeriodRegister(): { readonly data: Register | undefined } {
  const { api, view } = getApp();
  const today = createQuery(() => registerQuery(api));
  const past = createQuery(() => periodRegisterQuery(api, view.period, today.data));
  return {
    get data() {
      // Without a second version of anything every period reads the same.
      const hasVersions = today.data !== undefined && today.data.versions.length > 0;
      return hasVersions && view.period !== null ? past.data : today.data;
    },
  };
}

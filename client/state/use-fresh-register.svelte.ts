import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { indicatorQuery, registerQuery } from '../api/queries.ts';
import { getApp } from './app-scope.ts';

/**
 * Reads the register anew when figures come that were made from another one:
 * somebody changed it on another page. Call once, in a component's set-up.
 */
export function useFreshRegister(): void {
  const { api, view } = getApp();
  const queries = useQueryClient();
  const register = createQuery(() => registerQuery(api));
  const run = createQuery(() => indicatorQuery(api, view.period));
  /** Figures of an older register may still be on the page: they are asked about once. */
  let asked: string | undefined;
  $effect(() => {
    const wanted = run.data?.registerVersion;
    const known = register.data?.version;
    if (wanted === undefined || known === undefined || wanted === known || wanted === asked) return;
    asked = wanted;
    void queries.invalidateQueries({ queryKey: ['register'] });
  });
}

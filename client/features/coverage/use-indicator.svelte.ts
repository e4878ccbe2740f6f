import { createQuery } from '@tanstack/svelte-query';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { indicatorQuery, periodsQuery, routePiecesQuery } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';
import { usePeriodRegister } from '../../state/use-period-register.svelte.ts';
import { previousPeriodId } from '../periods/period-choice.ts';

/** The run of the period in use, its route pieces, the register it reads, and the period before; call in a component's set-up. */
export function useIndicator() {
  const { api, view, language } = getApp();
  const periods = createQuery(() => periodsQuery(api));
  const register = usePeriodRegister();
  const run = createQuery(() => indicatorQuery(api, view.period));
  const pieces = createQuery(() => routePiecesQuery(api, run.data));
  const previousId = $derived(run.data && previousPeriodId(run.data.period, periods.data?.items ?? []));
  const previous = createQuery(() => indicatorQuery(api, previousId ?? null));

  return {
    run,
    register,
    piecesOf: (unitId: string) => pieces.data?.routes.find((route) => route.routeId === unitId)?.pieces ?? [],
    gapsOf: (unitId: string) => run.data?.gaps.filter((gap) => gap.unitId === unitId) ?? [],
    /** The period before, only when it has something to compare with. */
    get previous() {
      return previous.data && previous.data.inputs.measures > 0 ? previous.data : undefined;
    },
    get previousName() {
      const item = periods.data?.items.find(({ id }) => id === previousId);
      if (item) return language.lang === 'vi' ? item.labelVi : item.labelEn;
      return previous.data ? language.format.dayRange(previous.data.period) : undefined;
    },
    /** Names of the open classes of the register that have no member yet. */
    openNames: (ids: readonly string[]) =>
      ids.map((id) => {
        const found = register.data?.openClasses.find((item) => item.id === id);
        return found ? language.name(found) : id;
      }),
    unit: (unitClass: UnitClass, unitId: string) =>
      run.data?.units.find((unit) => unit.unitClass === unitClass && unit.unitId === unitId),
  };
}

import { createQuery } from '@tanstack/svelte-query';
import { registerQuery } from '../../api/queries.ts';
import { getApp } from '../../state/app-scope.ts';

/** Names of the agencies of the register; call in a component's set-up. */
export function useAgencies() {
  const { api, language } = getApp();
  const register = createQuery(() => registerQuery(api));
  const find = (id: string) => register.data?.orgUnits.find((unit) => unit.id === id);
  return {
    /** As people say it in Vietnamese; the register has no short name in English. */
    shortName: (id: string) => {
      const unit = find(id);
      return unit ? language.pick({ vi: unit.shortNameVi, en: unit.nameEn }) : id;
    },
    fullName: (id: string) => {
      const unit = find(id);
      return unit ? language.name(unit) : id;
    },
  };
}

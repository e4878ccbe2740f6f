import type { Register } from '#geo/contract/register.contract.ts';
import type { Gap, UnitClass, UnitCoverage } from '#geo/domain/coverage.ts';
import type { Selection } from '../../state/selection.ts';
import type { Words } from '../coverage/figure-text.ts';

export interface TrailSources {
  register: Register | undefined;
  units: readonly UnitCoverage[];
  gaps: readonly Gap[];
}

/** The name of a member of the register; its code while nothing is loaded. */
export function unitName(unitClass: UnitClass, unitId: string, sources: TrailSources, words: Words): string {
  const { register } = sources;
  const list = { route: register?.routes, area: register?.areas, site: register?.sites }[unitClass];
  const found =
    sources.units.find((unit) => unit.unitClass === unitClass && unit.unitId === unitId) ??
    list?.find((item) => item.id === unitId);
  return found ? words.name(found) : unitId;
}

/** What a step of the breadcrumb is called. */
export function selectionName(selection: Selection, sources: TrailSources, words: Words): string {
  const { t } = words;
  const { register } = sources;
  switch (selection.kind) {
    case 'none':
    case 'indicator':
      return t('indicator.title');
    case 'class':
      return t(`class.${selection.unitClass}`);
    case 'unit':
      return unitName(selection.unitClass, selection.unitId, sources, words);
    case 'gap': {
      const gap = sources.gaps.find((item) => item.id === selection.gapId);
      return gap ? words.pick({ vi: gap.labelVi, en: gap.labelEn }) : t('gap.title');
    }
    case 'measure':
      return t('contribution.measure');
    case 'incident':
      return t('data.incidents');
    case 'commune': {
      const commune = register?.communes.find((item) => item.id === selection.communeId);
      return commune?.nameVi ?? selection.communeId;
    }
    case 'site':
      return unitName('site', selection.siteId, sources, words);
    case 'route':
      return unitName('route', selection.routeId, sources, words);
  }
}

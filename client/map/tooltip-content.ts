import type { Register } from '#geo/contract/register.contract.ts';
import type { UnitCoverage } from '#geo/domain/coverage.ts';
import { GATE_GRADE_TERMS } from '#geo/domain/glossary.ts';
import { intervalLabel } from '#geo/network/linear-referencing.ts';
import { SCHEMATIC_ACCURACY_M } from '#geo/domain/route.ts';
import type { Language } from '../text/language.svelte.ts';
import { gradeOn, UNCERTAIN_M } from './layers/site-layer-data.ts';
import type { MapHit } from './map-hit.ts';

export interface TooltipContent {
  title: string;
  lines: string[];
  /** A share 0–1 whose colour stands before the title. */
  share?: number;
}

export interface TooltipSources {
  register: Register;
  units: readonly UnitCoverage[];
  /** The day whose gate grades hold. */
  day: string;
  /** Names of kinds of measures and incidents. */
  nameOfType: (type: string) => string;
}

type Words = Pick<Language, 't' | 'name' | 'pick' | 'format' | 'lang'>;

const isText = (line: string | false | null | undefined): line is string => typeof line === 'string' && line !== '';

function share(unit: UnitCoverage | undefined, words: Words): { share?: number; line: string | false } {
  if (!unit || unit.extent.total === 0) return { line: false };
  const low = unit.extent.low / unit.extent.total;
  const high = unit.extent.high / unit.extent.total;
  const most = high > low ? `, ${words.t('tooltip.coveredHigh', { value: words.format.percent(high) })}` : '';
  return { share: low, line: `${words.t('tooltip.extent', { value: words.format.percent(low) })}${most}` };
}

/** What the pointer's preview says about a hit, in the language in use. */
export function tooltipContent(hit: MapHit, sources: TooltipSources, words: Words): TooltipContent {
  const { t, name, pick, format } = words;
  const { register, units } = sources;
  const unit = (id: string) => units.find((item) => item.unitId === id);
  switch (hit.kind) {
    case 'piece': {
      const { route, piece } = hit;
      const most = piece.freshHigh > piece.fresh;
      return {
        title: name(route),
        share: piece.fresh,
        lines: [
          `${intervalLabel(route, piece.fromM, piece.toM, words.lang)} · ${format.length(piece.toM - piece.fromM)}`,
          `${t('tooltip.covered', { value: format.percent(piece.fresh) })}${most ? `, ${t('tooltip.coveredHigh', { value: format.percent(piece.freshHigh) })}` : ''}`,
          piece.schematic && t('tooltip.schematic', { value: format.length(worstAccuracy(route, piece)) }),
        ].filter(isText),
      };
    }
    case 'gap': {
      const { gap } = hit;
      const agency = register.orgUnits.find((item) => item.id === gap.responsibleOrgUnitId);
      return {
        title: `${t(gap.kind === 'gap' ? 'tooltip.gap' : 'tooltip.unpositioned')} · ${pick({ vi: gap.unitNameVi, en: gap.unitNameEn })}`,
        share: 0,
        lines: [
          `${pick({ vi: gap.labelVi, en: gap.labelEn })} · ${format.length(gap.sizeM)}`,
          gap.lastMeasure
            ? t('tooltip.lastMeasure', {
                type: sources.nameOfType(gap.lastMeasure.type),
                date: format.day(gap.lastMeasure.lastOn),
              })
            : t('tooltip.noMeasure'),
          agency && name(agency),
        ].filter(isText),
      };
    }
    case 'road':
      return { title: name(hit.route), lines: [t('tooltip.notInRegister')] };
    case 'site': {
      const { site } = hit;
      const grade = gradeOn(site, sources.day);
      const { share: ratio } = share(unit(site.id), words);
      return {
        title: name(site),
        ...(ratio === undefined ? {} : { share: ratio }),
        lines: [
          grade && pick(GATE_GRADE_TERMS[grade]),
          ratio !== undefined && t(ratio > 0 ? 'tooltip.present' : 'tooltip.noMeasure'),
          site.accuracyM > UNCERTAIN_M && t('tooltip.accuracy', { value: format.length(site.accuracyM) }),
        ].filter(isText),
      };
    }
    case 'area': {
      const area = register.areas.find((item) => item.id === hit.areaId);
      const { share: ratio, line } = share(unit(hit.areaId), words);
      const communes = unit(hit.areaId)?.communes;
      return {
        title: area ? name(area) : hit.areaId,
        ...(ratio === undefined ? {} : { share: ratio }),
        lines: [line, communes && t('tooltip.communes', { n: communes.low, total: communes.total })].filter(isText),
      };
    }
    case 'commune': {
      const commune = register.communes.find((item) => item.id === hit.communeId);
      if (!commune) return { title: hit.communeId, lines: [] };
      return {
        title: commune.nameVi,
        lines: [commune.oldDistrictNameVi, t('tooltip.population', { n: format.number(commune.population) })],
      };
    }
    case 'measure':
      return {
        title: sources.nameOfType(hit.type),
        lines: [format.day(hit.day), hit.status !== 'verified' && t('legend.pending')].filter(isText),
      };
    case 'incident':
      return { title: sources.nameOfType(hit.type), lines: [format.day(hit.day)] };
    case 'cluster':
      return { title: t('tooltip.incidents', { n: format.number(hit.count) }), lines: [t('tooltip.zoomIn')] };
    case 'heat':
      return { title: t('tooltip.density', { value: format.number(hit.density, 1) }), lines: [] };
  }
}

function worstAccuracy(
  route: { measuresM: number[]; accuracyM: number[] },
  piece: { fromM: number; toM: number },
): number {
  const near = route.accuracyM.filter(
    (_, i) => (route.measuresM[i + 1] ?? Infinity) >= piece.fromM && (route.measuresM[i - 1] ?? -Infinity) <= piece.toM,
  );
  return Math.max(SCHEMATIC_ACCURACY_M, ...near);
}

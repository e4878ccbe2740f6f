import type { Gap, UnitClass } from '#geo/domain/coverage.ts';

/**
 * What the person is looking at; the inspector, map, tables and strip all
 * follow it. `commune`, `site` and `route` are context: members of the
 * register are selected as `unit`.
 */
export type Selection =
  | { kind: 'none' }
  | { kind: 'indicator' }
  | { kind: 'class'; unitClass: UnitClass }
  | { kind: 'unit'; unitClass: UnitClass; unitId: string }
  | { kind: 'gap'; unitClass: UnitClass; unitId: string; gapId: string }
  | { kind: 'measure'; measureId: string; within?: { unitClass: UnitClass; unitId: string } }
  | { kind: 'incident'; incidentId: string }
  | { kind: 'commune'; communeId: string }
  | { kind: 'site'; siteId: string }
  | { kind: 'route'; routeId: string };

export const NOTHING: Selection = { kind: 'none' };

const CLASSES: readonly string[] = ['route', 'area', 'site'];
const isClass = (text: string | undefined): text is UnitClass => text !== undefined && CLASSES.includes(text);

export function selectGap(gap: Gap): Selection {
  return { kind: 'gap', unitClass: gap.unitClass, unitId: gap.unitId, gapId: gap.id };
}

/** One step back, as Esc and the breadcrumb go: gap → unit → class → indicator → nothing. */
export function parentOf(selection: Selection): Selection {
  switch (selection.kind) {
    case 'none':
    case 'indicator':
    case 'incident':
    case 'commune':
    case 'site':
    case 'route':
      return NOTHING;
    case 'class':
      return { kind: 'indicator' };
    case 'unit':
      return { kind: 'class', unitClass: selection.unitClass };
    case 'gap':
      return { kind: 'unit', unitClass: selection.unitClass, unitId: selection.unitId };
    case 'measure':
      return selection.within ? { kind: 'unit', ...selection.within } : NOTHING;
  }
}

/** From the whole down to the selection itself. */
export function trailOf(selection: Selection): Selection[] {
  const trail: Selection[] = [];
  for (let step = selection; step.kind !== 'none'; step = parentOf(step)) trail.unshift(step);
  return trail;
}

/** The unit that a selection lies in, when it has one. */
export function unitOf(selection: Selection): { unitClass: UnitClass; unitId: string } | undefined {
  if (selection.kind === 'unit' || selection.kind === 'gap')
    return { unitClass: selection.unitClass, unitId: selection.unitId };
  return selection.kind === 'measure' ? selection.within : undefined;
}

/** For links: `unit~route~QL7`. `none` is the empty text. */
export function selectionToText(selection: Selection): string {
  const join = (...parts: string[]) => parts.map((part) => part.replaceAll('~', '%7E')).join('~');
  switch (selection.kind) {
    case 'none':
      return '';
    case 'indicator':
      return 'indicator';
    case 'class':
      return join('class', selection.unitClass);
    case 'unit':
      return join('unit', selection.unitClass, selection.unitId);
    case 'gap':
      return join('gap', selection.unitClass, selection.unitId, selection.gapId);
    case 'measure':
      return selection.within
        ? join('measure', selection.measureId, selection.within.unitClass, selection.within.unitId)
        : join('measure', selection.measureId);
    case 'incident':
      return join('incident', selection.incidentId);
    case 'commune':
      return join('commune', selection.communeId);
    case 'site':
      return join('site', selection.siteId);
    case 'route':
      return join('route', selection.routeId);
  }
}

/** Reads a link's selection; anything unknown is no selection. */
export function selectionFromText(text: string): Selection {
  const [kind, a, b, c] = text.split('~').map((part) => part.replaceAll('%7E', '~'));
  if (kind === 'indicator') return { kind: 'indicator' };
  if (kind === 'class' && isClass(a)) return { kind: 'class', unitClass: a };
  if (kind === 'unit' && isClass(a) && b) return { kind: 'unit', unitClass: a, unitId: b };
  if (kind === 'gap' && isClass(a) && b && c) return { kind: 'gap', unitClass: a, unitId: b, gapId: c };
  if (kind === 'measure' && a)
    return isClass(b) && c
      ? { kind: 'measure', measureId: a, within: { unitClass: b, unitId: c } }
      : { kind: 'measure', measureId: a };
  if (kind === 'incident' && a) return { kind: 'incident', incidentId: a };
  if (kind === 'commune' && a) return { kind: 'commune', communeId: a };
  if (kind === 'site' && a) return { kind: 'site', siteId: a };
  if (kind === 'route' && a) return { kind: 'route', routeId: a };
  return NOTHING;
}

export function isSameSelection(a: Selection, b: Selection): boolean {
  return selectionToText(a) === selectionToText(b);
}

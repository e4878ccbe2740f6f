import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import {
  EVIDENCE_TERMS,
  HOW_FOUND_TERMS,
  INCIDENT_PLACE_TERMS,
  INCIDENT_TYPE_TERMS,
  MEASURE_PLACE_TERMS,
  MEASURE_STATUS_TERMS,
  MEASURE_TYPE_TERMS,
  ORIGIN_TERMS,
} from '#geo/domain/glossary.ts';
import type { DayString } from '#geo/domain/period.ts';
import { formatKm, kmOfM } from '#geo/network/linear-referencing.ts';
import { REFORM_ON } from '#geo/places/district-changes.ts';
import { withGuard } from '../imports/formula-cells.ts';
import { createRegisterLookup, type Found, type RegisterLookup } from '../imports/register-lookup.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { RecordCell } from './record-table.ts';

type Cells = Record<string, RecordCell>;
/** What no XML and no sheet can hold. */
const UNWRITABLE = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const lookups = new WeakMap<RegisterSnapshot, RegisterLookup>();

/**
 * Writes what records say in the words of people, each of which our own import
 * reads back as the same record; a name that would be read as another member,
 * or as several, is written as the member's code.
 */
export class CellWriter {
  /** Notes that were kept back because they look like data about a person. */
  withheld = 0;
  readonly #register: RegisterSnapshot;
  readonly #lookup: RegisterLookup;
  readonly #lang: 'vi' | 'en';

  constructor(register: RegisterSnapshot, lang: 'vi' | 'en') {
    let lookup = lookups.get(register);
    if (lookup === undefined) lookups.set(register, (lookup = createRegisterLookup(register)));
    this.#register = register;
    this.#lookup = lookup;
    this.#lang = lang;
  }

  measure(view: MeasureView): Cells {
    const { place } = view;
    const lang = this.#lang;
    const spot = place.kind === 'point' ? place.onRoute : undefined;
    return {
      ...this.#common(view),
      type: `${view.type} ${MEASURE_TYPE_TERMS[view.type][lang]}`,
      lead: this.#orgUnit(view.leadOrgUnitId),
      partners: view.orgUnitIds
        .filter((id) => id !== view.leadOrgUnitId)
        .map((id) => this.#orgUnit(id))
        .join('; '),
      subScheme: view.subScheme,
      status: MEASURE_STATUS_TERMS[view.status][lang],
      evidence: `${view.evidence} ${EVIDENCE_TERMS[view.evidence][lang]}`,
      documentNumber: this.#freeText(view.documentNumber),
      // A post goes out as a stretch from it to itself: its route is read again, and the point stands there.
      placeKind: MEASURE_PLACE_TERMS[spot ? 'interval' : place.kind][lang],
      ...(place.kind === 'interval' ? this.#stretch(place) : {}),
      ...(spot ? this.#stretch({ routeId: spot.routeId, fromM: spot.m, toM: spot.m }) : {}),
      ...(place.kind === 'point' ? positionCells(place.geometry.coordinates) : {}),
      ...(place.kind === 'site' ? { site: this.#site(place.siteId) } : {}),
      ...(place.kind === 'communes'
        ? {
            commune: place.communeIds.map((id) => this.#commune(id, view.firstOn)).join('; '),
            extent: lang === 'vi' ? { whole: 'toàn xã', somewhere: 'một nơi' }[place.extent] : place.extent,
          }
        : {}),
      uncertaintyM: 'uncertaintyM' in place && place.uncertaintyM > 0 ? place.uncertaintyM : null,
    };
  }

  incident(view: IncidentView): Cells {
    const { place } = view;
    const lang = this.#lang;
    return {
      ...this.#common(view),
      type: INCIDENT_TYPE_TERMS[view.type][lang],
      howFound: HOW_FOUND_TERMS[view.howFound][lang],
      reportedTo: this.#orgUnit(view.reportedToOrgUnitId),
      placePrecision: INCIDENT_PLACE_TERMS[place.kind][lang],
      ...(place.kind === 'route-km' ? this.#stretch(place) : {}),
      ...(place.kind === 'exact' ? positionCells(place.geometry.coordinates) : {}),
      ...(place.kind === 'commune' ? { commune: this.#commune(place.communeId, view.firstOn) } : {}),
      ...Object.fromEntries(view.handling.map(({ step, on }) => [step, on])),
      victimsRescued: view.victimsRescued,
      victimsBand: view.victimsRescued === null ? (lang === 'vi' ? view.victimsBandVi : view.victimsBandEn) : null,
    };
  }

  #common(view: MeasureView | IncidentView): Cells {
    const lang = this.#lang;
    return {
      firstOn: view.firstOn,
      lastOn: view.lastOn,
      placeText: lang === 'vi' ? view.placeVi : view.placeEn,
      note: this.#freeText(view.note),
      masked: view.masked ? { vi: 'có', en: 'yes' }[lang] : null,
      enteredBy: this.#orgUnit(view.enteredByOrgUnitId),
      origin: ORIGIN_TERMS[view.origin][lang],
      id: view.id,
    };
  }

  /** Scanned on its way out as on its way in: what was stored before a pattern was known stays here. */
  #freeText(text: string): string | null {
    if (text === '') return null;
    if (this.#register.scanPersons(text).length > 0) {
      this.withheld += 1;
      return null;
    }
    return withGuard(text.replace(UNWRITABLE, ''));
  }

  #orgUnit(id: string): string {
    const unit = this.#register.orgUnitsById.get(id);
    return nameOf(id, [this.#lang === 'vi' ? unit?.nameVi : unit?.nameEn, unit?.nameVi], this.#lookup.orgUnit);
  }

  #site(id: string): string {
    const site = this.#register.sitesById.get(id);
    return nameOf(id, [this.#lang === 'vi' ? site?.nameVi : site?.nameEn], this.#lookup.site);
  }

  /** Names of before the reform mean other units: there the code of today's says which. */
  #commune(id: string, onDay: DayString): string {
    if (onDay < REFORM_ON) return id;
    return nameOf(id, [this.#register.communesById.get(id)?.nameVi], this.#lookup.commune);
  }

  #stretch({ routeId, fromM, toM }: { routeId: string; fromM: number; toM: number }): Cells {
    const route = this.#register.routesById.get(routeId)!;
    return {
      route: nameOf(routeId, [this.#lang === 'vi' ? route.nameVi : route.nameEn], this.#lookup.route),
      fromKm: kmText(kmOfM(route, fromM), this.#lang),
      toKm: kmText(kmOfM(route, toM), this.#lang),
    };
  }
}

const positionCells = ([lng, lat]: readonly [number, number]): Cells => ({ lng, lat });

/** The first of some names that reads back as the member, else its code; lists part their names by these marks. */
function nameOf<T extends { id: string }>(
  id: string,
  names: readonly (string | undefined)[],
  find: (text: string) => Found<T>,
): string {
  for (const name of names) {
    if (name === undefined || /[;,|]/.test(name)) continue;
    const found = find(name);
    if ('found' in found && found.found.id === id) return name;
  }
  return id;
}

/** `Km 112+300` where the metres are whole, else kilometres to the millimetre: what a drawn stretch needs. */
export function kmText(km: number, lang: 'vi' | 'en'): string {
  const metres = km * 1000;
  if (Math.abs(metres - Math.round(metres)) < 0.0005) return formatKm(km);
  const text = `Km ${km < 0 ? '−' : ''}${Math.abs(km).toFixed(6)}`;
  return lang === 'vi' ? text.replace('.', ',') : text;
}

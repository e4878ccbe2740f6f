import type { RegisterData } from '../register/load-register.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { IncidentId, OrgUnitId } from '#geo/domain/ids.ts';
import type { HowFound, Incident, IncidentPlace, IncidentType } from '#geo/domain/incident.ts';
import { addDays, type DayString, startOfDayMs } from '#geo/domain/period.ts';
import { createCommuneIndex } from '#geo/geometry/commune-index.ts';
import { nearestOnRoute } from '#geo/network/linear-referencing.ts';
import { createRandom, type Random } from '#geo/statistics/random.ts';
import { createDayPicker, type Season } from './calendar.ts';
import type { DemoYear } from './generate-measures.ts';
import { isInside, moved } from './ground.ts';
import { handlingOf } from './handling.ts';
import { INCIDENT_NOTES } from './notes.ts';

/** Where things come to light: a centre, how far around, how often, and through whom. */
interface Source {
  centre: LngLat;
  spreadM: number;
  weight: number;
  /** Weights of types, in the order of TYPES. */
  types: readonly number[];
  border: boolean;
  season: Season;
}

const TYPES: readonly IncidentType[] = [
  'report-of-trafficking',
  'sign-of-recruitment',
  'illegal-exit',
  'escorted-departure',
  'return-of-victim',
  'online-lure',
  'child-purchase-sign',
  'other',
];
const BORDER = [12, 18, 38, 14, 10, 4, 2, 2];
const VALLEY = [16, 30, 10, 14, 6, 16, 5, 3];
const URBAN = [16, 20, 2, 10, 4, 38, 3, 7];

/** Weights are of the simulation only; they say nothing about the real places. */
const SOURCES: readonly Source[] = [
  { centre: [104.1, 19.46], spreadM: 3500, weight: 15, types: BORDER, border: true, season: 'tet' },
  { centre: [104.16, 19.4], spreadM: 4500, weight: 9, types: VALLEY, border: true, season: 'mixed' },
  { centre: [104.05, 19.34], spreadM: 6000, weight: 6, types: BORDER, border: true, season: 'harvest' },
  { centre: [104.32, 19.63], spreadM: 7000, weight: 6, types: BORDER, border: true, season: 'harvest' },
  { centre: [104.47, 19.25], spreadM: 5000, weight: 7, types: VALLEY, border: true, season: 'mixed' },
  { centre: [104.48, 19.04], spreadM: 7000, weight: 4, types: BORDER, border: true, season: 'tet' },
  { centre: [104.88, 19.05], spreadM: 5000, weight: 5, types: VALLEY, border: true, season: 'harvest' },
  { centre: [104.71, 19.62], spreadM: 6000, weight: 6, types: BORDER, border: true, season: 'tet' },
  { centre: [104.92, 19.61], spreadM: 5000, weight: 4, types: VALLEY, border: true, season: 'mixed' },
  { centre: [105.18, 19.34], spreadM: 7000, weight: 4, types: VALLEY, border: false, season: 'harvest' },
  { centre: [105.3, 18.68], spreadM: 7000, weight: 5, types: BORDER, border: true, season: 'mixed' },
  { centre: [105.68, 18.68], spreadM: 3000, weight: 13, types: URBAN, border: false, season: 'even' },
  { centre: [105.73, 18.8], spreadM: 2500, weight: 5, types: URBAN, border: false, season: 'summer' },
  { centre: [105.59, 18.98], spreadM: 5000, weight: 7, types: VALLEY, border: false, season: 'mixed' },
  { centre: [105.64, 19.16], spreadM: 6000, weight: 5, types: URBAN, border: false, season: 'mixed' },
  { centre: [105.7, 19.27], spreadM: 3500, weight: 3, types: URBAN, border: false, season: 'even' },
  { centre: [105.47, 19.0], spreadM: 6000, weight: 4, types: URBAN, border: false, season: 'mixed' },
  { centre: [105.3, 18.9], spreadM: 9000, weight: 4, types: VALLEY, border: false, season: 'even' },
];

const PER_YEAR = 560;

export function generateIncidents(register: RegisterData, seed: number, years: readonly DemoYear[]): Incident[] {
  const communeAt = createCommuneIndex(register.communes);
  const roads = register.routes.filter((route) => route.inRegister && route.kind === 'road');
  const incidents: Incident[] = [];
  for (const year of years) {
    const random = createRandom(`${seed}/incidents/${year.fromOn}`);
    const share = (Date.parse(year.lastOn) - Date.parse(year.fromOn)) / (365 * 86_400_000);
    const count = Math.round(PER_YEAR * Math.min(1, share) * (year.isCurrent ? 1.08 : 1));
    const lastOn = addDays(year.lastOn, 1) < year.untilOn ? addDays(year.lastOn, 1) : year.untilOn;
    const pickers = SOURCES.map((source) => createDayPicker(source.season, year.fromOn, lastOn));
    for (let i = 0; i < count; i++) {
      const index = random.weighted(SOURCES.map((source) => source.weight));
      const source = SOURCES[index];
      const point = pointOf(source, register, random);
      const howFound = random.pick<HowFound>([
        'reported',
        'reported',
        'reported',
        'reported',
        'patrol',
        'patrol',
        'referred',
      ]);
      incidents.push(draw(pickers[index](random), year, source, howFound, placeOf(point, howFound, random), random));
    }
  }
  return incidents.sort((a, b) => (a.firstOn < b.firstOn ? -1 : a.firstOn > b.firstOn ? 1 : a.id < b.id ? -1 : 1));

  function placeOf(point: LngLat, howFound: HowFound, random: Random): IncidentPlace {
    const draw = random.next();
    // What a patrol found, it found on its way: nearly always known to the spot.
    const exactShare = howFound === 'patrol' ? 0.75 : 0.5;
    if (draw < exactShare) return { kind: 'exact', geometry: { type: 'Point', coordinates: point } };
    if (draw < exactShare + 0.15) {
      const near = roads
        .map((route) => ({ route, ...nearestOnRoute(route, point) }))
        .reduce((a, b) => (a.distanceM < b.distanceM ? a : b));
      const [insideFrom, insideTo] = near.route.insideM[0];
      const fromM = Math.max(insideFrom, Math.floor((near.m - random.between(0, 3000)) / 1000) * 1000);
      const toM = Math.min(insideTo, fromM + random.pick([1000, 2000, 3000, 5000]));
      if (near.distanceM < 4000 && toM > fromM) return { kind: 'route-km', routeId: near.route.id, fromM, toM };
    }
    if (draw < 0.93) return { kind: 'commune', communeId: communeAt.at(point) };
    return { kind: 'province' };
  }
}

function pointOf(source: Source, register: RegisterData, random: Random): LngLat {
  for (;;) {
    const spread = random.chance(0.85) ? source.spreadM : source.spreadM * 3;
    const point = moved(source.centre, spread * random.normal(), spread * random.normal());
    if (isInside(register.province, point)) return point;
  }
}

function draw(
  lastKnownOn: DayString,
  year: DemoYear,
  source: Source,
  howFound: HowFound,
  place: IncidentPlace,
  random: Random,
): Incident {
  // A fifth is known only as a range of days.
  const rangeDays = random.chance(0.2) ? random.int(2, 14) : 0;
  const firstOn = addDays(lastKnownOn, -rangeDays);
  const type = TYPES[random.weighted(source.types)];
  const unit = (source.border && random.chance(0.55)) || (howFound === 'patrol' && source.border) ? 'BP' : 'CA';
  const agency = (unit === 'BP' && lastKnownOn < '2025-07-01' ? 'BP-BCH-2017' : unit) as OrgUnitId;
  const delayDays = howFound === 'patrol' ? 0 : Math.floor(20 * random.next() ** 3);
  const receivedOn = addDays(lastKnownOn, delayDays);
  const todayOn = year.lastOn;
  const handling = handlingOf(type, receivedOn, todayOn, random);
  const victims = type === 'return-of-victim' ? random.chance(0.35) : random.chance(0.015);
  const enteredOn = receivedOn < todayOn ? receivedOn : todayOn;
  const createdAt = new Date(startOfDayMs(enteredOn) + random.int(7 * 60, 17 * 60) * 60_000).toISOString();
  const lastStepOn = handling.reduce((last, { on }) => (on > last && on <= todayOn ? on : last), enteredOn);
  const updatedAt = new Date(Math.max(Date.parse(createdAt), startOfDayMs(lastStepOn) + 9 * 3_600_000)).toISOString();
  return {
    id: random.uuid() as IncidentId,
    type,
    firstOn,
    lastOn: lastKnownOn,
    place,
    howFound,
    reportedToOrgUnitId: agency,
    handling,
    victimsRescued: victims ? random.pick([1, 1, 1, 2, 2, 3]) : 0,
    note: random.pick(INCIDENT_NOTES[type]),
    origin: 'demo',
    enteredByOrgUnitId: agency,
    authorId: 'demo-entry',
    createdAt,
    updatedAt,
    version: handling.length > 1 ? 2 : 1,
  };
}

import type { RegisterData } from '../register/load-register.ts';
import type { MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import type { EvidenceGrade, Measure, MeasureStatus } from '#geo/domain/measure.ts';
import { addDays, type DayString, startOfDayMs } from '#geo/domain/period.ts';
import { createRandom, type Random } from '#geo/statistics/random.ts';
import { areaProgrammes } from './area-programmes.ts';
import { createDayPicker } from './calendar.ts';
import { MEASURE_NOTES } from './notes.ts';
import { createPlacer } from './place-measures.ts';
import { BORDER_PROGRAMMES, type Programme, ROAD_PROGRAMMES, SITE_PROGRAMMES } from './programme.ts';

/** A plan year of the simulation; what ends after `lastOn` is planned. */
export interface DemoYear {
  fromOn: DayString;
  untilOn: DayString;
  lastOn: DayString;
  /** The plan year itself, or the one before it. */
  isCurrent: boolean;
}

/** The border command's name and identity changed on 1 July 2025; a record keeps the one in force. */
const BORDER_SINCE = '2025-07-01';
const VERIFIED_SHARE = 0.87;

export function generateMeasures(register: RegisterData, seed: number, years: readonly DemoYear[]): Measure[] {
  const programmes = [...ROAD_PROGRAMMES, ...BORDER_PROGRAMMES, ...SITE_PROGRAMMES, ...areaProgrammes(register)];
  const placeOf = createPlacer(register);
  const measures: Measure[] = [];
  for (const year of years) {
    for (const programme of programmes) {
      // A stream of its own: changing one programme leaves the records of the others as they are.
      const random = createRandom(`${seed}/${programme.id}/${year.fromOn}`);
      const count = Math.round(programme.perYear * (year.isCurrent ? 1 : (programme.before ?? 0.9)));
      const pickDay = createDayPicker(programme.season, ...windowOf(programme, year));
      for (let i = 0; i < count; i++) {
        const measure = draw(programme, year, pickDay(random), random, placeOf);
        if (measure) measures.push(measure);
      }
    }
  }
  return measures.sort((a, b) => (a.firstOn < b.firstOn ? -1 : a.firstOn > b.firstOn ? 1 : a.id < b.id ? -1 : 1));
}

function windowOf({ window }: Programme, { fromOn, untilOn }: DemoYear): [DayString, DayString] {
  if (!window) return [fromOn, untilOn];
  const inYear = (monthDay: string) => {
    const day = `${fromOn.slice(0, 4)}-${monthDay}`;
    return day >= fromOn ? day : `${untilOn.slice(0, 4)}-${monthDay}`;
  };
  return [inYear(window[0]), addDays(inYear(window[1]), 1)];
}

function draw(
  programme: Programme,
  year: DemoYear,
  firstOn: DayString,
  random: Random,
  placeOf: ReturnType<typeof createPlacer>,
): Measure | undefined {
  const endOn = addDays(firstOn, random.int(...programme.days) - 1);
  const place = placeOf(programme.place, random);
  const id = random.uuid() as MeasureId;
  const evidence = pickEvidence(programme, place.kind, random);
  const joins = Object.entries(programme.joins ?? {}).filter(([, p]) => random.chance(p));
  const atBorder = (unit: string) => (unit === 'BP' && firstOn < BORDER_SINCE ? 'BP-BCH-2017' : unit) as OrgUnitId;
  const lead = atBorder(programme.lead);
  const planned = endOn > year.lastOn;
  // Not everything of the coming weeks is in the books yet.
  const known = !planned || random.chance(0.65);
  const enteredOn = planned ? addDays(year.lastOn, -random.int(1, 14)) : addDays(endOn, random.int(0, 5));
  const verifiedOn = addDays(enteredOn, 1 + Math.floor(9 * random.next() ** 2));
  const isVerified = !planned && random.chance(programme.verifiedShare ?? VERIFIED_SHARE) && verifiedOn <= year.lastOn;
  const status: MeasureStatus = planned ? 'planned' : isVerified ? 'verified' : 'done';
  const createdAt = officeHour(enteredOn <= year.lastOn ? enteredOn : year.lastOn, random);
  const verifiedAt = isVerified ? later(officeHour(verifiedOn, random), createdAt) : null;
  const note = random.pick(MEASURE_NOTES[programme.type]);
  const documentNumber = evidence === 'E1' ? `MP ${random.int(1, 380)}/${programme.type === 'M05' ? 'KH' : 'BC'}` : '';
  if (!known) return undefined;
  return {
    id,
    type: programme.type,
    leadOrgUnitId: lead,
    orgUnitIds: [...new Set([lead, ...joins.map(([unit]) => atBorder(unit))])],
    firstOn,
    lastOn: endOn,
    place,
    subScheme: programme.subScheme,
    status,
    evidence,
    documentNumber,
    note,
    origin: 'demo',
    enteredByOrgUnitId: lead,
    authorId: 'demo-entry',
    verifierId: isVerified ? 'demo-verifier' : null,
    verifiedAt,
    createdAt,
    updatedAt: verifiedAt ?? createdAt,
    version: isVerified ? 2 : 1,
  };
}

/** A track is evidence of itself; what has none is recorded as the programme usually is. */
function pickEvidence(programme: Programme, placeKind: string, random: Random): EvidenceGrade {
  const grades = Object.keys(programme.evidence) as EvidenceGrade[];
  const grade = grades[random.weighted(grades.map((g) => programme.evidence[g] ?? 0))];
  if (grade === 'E3' && placeKind !== 'track') return random.chance(0.7) ? 'E2' : 'E1';
  if (placeKind === 'track' && grade !== 'E3') return random.chance(0.6) ? 'E3' : 'E2';
  return grade;
}

function officeHour(day: DayString, random: Random): string {
  return new Date(startOfDayMs(day) + random.int(7 * 60, 17 * 60) * 60_000).toISOString();
}

const later = (instant: string, than: string) =>
  instant > than ? instant : new Date(Date.parse(than) + 3_600_000).toISOString();

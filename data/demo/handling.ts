import type { HandlingStep, IncidentType } from '#geo/domain/incident.ts';
import { addDays, type DayString } from '#geo/domain/period.ts';
import type { Random } from '#geo/statistics/random.ts';

/** Share of incidents with signs of crime that lead to a case, by type. */
const CASE_SHARE: Record<IncidentType, number> = {
  'report-of-trafficking': 0.35,
  'sign-of-recruitment': 0.2,
  'illegal-exit': 0.12,
  'escorted-departure': 0.2,
  'return-of-victim': 0.3,
  'online-lure': 0.1,
  'child-purchase-sign': 0.4,
  other: 0.02,
};
/** Days within which a report is verified; a simulation's round figure, policy data in the product. */
const VERIFY_DAYS = 20;

/**
 * The dated steps of one incident, in legal order, as far as they have come by
 * `todayOn`. Only the day on which verification is due may lie ahead.
 */
export function handlingOf(
  type: IncidentType,
  receivedOn: DayString,
  todayOn: DayString,
  random: Random,
): { step: HandlingStep; on: DayString }[] {
  const steps: { step: HandlingStep; on: DayString }[] = [];
  let on = receivedOn;
  const take = (step: HandlingStep, afterDays: number): boolean => {
    on = addDays(on, afterDays);
    if (on > todayOn) return false;
    steps.push({ step, on });
    return true;
  };
  if (!take('received', 0)) return steps;
  // A few are never classified in the books, a few wait long.
  if (!random.chance(0.97) || !take('classified', random.int(0, random.chance(0.1) ? 9 : 3))) return steps;
  const due = { step: 'verification-due' as const, on: addDays(receivedOn, VERIFY_DAYS) };
  steps.push(due);
  const late = random.chance(0.08);
  if (!random.chance(0.96) || !take('verified', late ? random.int(19, 40) : random.int(2, 14))) return steps;
  if (!take('handled', random.int(0, 6))) return steps;
  if (!random.chance(CASE_SHARE[type]) || !take('initiated', random.int(1, 12))) return steps;
  if (!take('accepted-procuracy', random.int(40, 110))) return steps;
  if (!random.chance(0.97) || !take('prosecuted', random.int(10, 30))) return steps;
  if (!take('accepted-court', random.int(2, 10))) return steps;
  if (random.chance(0.97)) take('tried', random.int(25, 60));
  return steps;
}

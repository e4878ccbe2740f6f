import type { DayString } from '../domain/period.ts';

/** On this day the districts and the 412 communes ended and today's 130 began (Nghị quyết 1678/NQ-UBTVQH15). */
export const REFORM_ON: DayString = '2025-07-01' as DayString;

/** On this day Cửa Lò and four communes of Nghi Lộc joined Vinh (Nghị quyết 1243/NQ-UBTVQH15). */
export const VINH_WIDENED_ON: DayString = '2024-12-01' as DayString;

const VINH = 'vinh';
const CUA_LO = 'cua-lo';
const NGHI_LOC = 'nghi-loc';

/** The four communes that Nghi Lộc gave to Vinh; today they are parts of phường Vinh Lộc. */
const MOVED_FROM_NGHI_LOC = new Set(['xã Nghi Phong', 'xã Nghi Thái', 'xã Nghi Xuân', 'xã Phúc Thọ']);

/**
 * Every district that a unit of before 1 July 2025 belonged to, the last one
 * first. The register knows a unit's district only through its successor
 * commune's; what changed on 1 December 2024 is said here. Both districts are
 * accepted whatever the day, since papers kept the older one.
 */
export function districtsOfOldUnit(oldUnit: string, successorDistrictId: string): string[] {
  if (successorDistrictId === CUA_LO) return [VINH, CUA_LO];
  if (successorDistrictId === VINH && MOVED_FROM_NGHI_LOC.has(oldUnit)) return [VINH, NGHI_LOC];
  return [successorDistrictId];
}

/** The districts whose communes a district held on a day: Vinh held Cửa Lò's since 1 December 2024. */
export function districtsWithin(districtId: string, onDay: DayString): string[] {
  return districtId === VINH && onDay >= VINH_WIDENED_ON ? [VINH, CUA_LO] : [districtId];
}

/** Day on which a district ended: for Cửa Lò earlier than for the others. */
export function districtEndedOn(districtId: string): DayString {
  return districtId === CUA_LO ? VINH_WIDENED_ON : REFORM_ON;
}

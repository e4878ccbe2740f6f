import { z } from 'zod';
import { OrgUnitId } from './ids.ts';
import { DayString } from './period.ts';

/**
 * An agency has said that it reported everything it did in [fromOn, untilOn).
 * A period whose ended half years are not wholly inside its reports is “chưa báo
 * cáo”, never zero: the agency's units then count as covered in every upper bound.
 */
export const AgencyReport = z.object({
  orgUnitId: OrgUnitId,
  fromOn: DayString,
  /** Not in the range, as everywhere (half-open). */
  untilOn: DayString,
  reportedOn: DayString,
});
export type AgencyReport = z.infer<typeof AgencyReport>;

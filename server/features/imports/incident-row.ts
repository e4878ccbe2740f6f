import { HANDLING_STEPS, type IncidentInput } from '#geo/domain/incident.ts';
import { dayLabel } from '#geo/domain/period-label.ts';
import type { DayString } from '#geo/domain/period.ts';
import { readHowFound, readIncidentType } from './category-names.ts';
import { readIncidentPlace } from './place-cells.ts';
import type { RegisterLookup } from './register-lookup.ts';
import type { RowReader } from './row-reader.ts';

/** The dated steps; only the date by which verification is due may lie ahead. */
function readHandling(row: RowReader, todayOn: DayString): IncidentInput['handling'] {
  const handling: IncidentInput['handling'] = [];
  for (const step of HANDLING_STEPS) {
    const on = row.day(step);
    if (on === undefined) continue;
    if (on > todayOn && step !== 'verification-due') {
      row.fault(step, 'date.in_future', {
        vi: `Ngày ${dayLabel(on, 'vi')} ở tương lai.`,
        en: `The day ${dayLabel(on, 'en')} is in the future.`,
      });
    }
    handling.push({ step, on });
  }
  return handling;
}

/** One incident of a file; undefined when the row has faults. */
export function readIncidentRow(row: RowReader, lookup: RegisterLookup, todayOn: DayString): IncidentInput | undefined {
  row.required('type');
  const type = row.category('type', readIncidentType, 'Xuất cảnh trái phép (illegal-exit), …');
  const days = row.days(todayOn);
  row.required('howFound');
  const howFound = row.category(
    'howFound',
    readHowFound,
    'Người dân báo (reported), Tuần tra phát hiện (patrol), Cơ quan khác chuyển đến (referred)',
  );
  const reportedTo = row.required('reportedTo') === undefined ? undefined : row.member('reportedTo', lookup.orgUnit);
  const handling = readHandling(row, todayOn);
  const victimsRescued = row.has('victimsRescued') ? row.number('victimsRescued', 'integer') : 0;
  const place = readIncidentPlace(row, lookup, days?.firstOn ?? todayOn);
  if (row.bad.length > 0 || !type || !days || !howFound || !reportedTo || victimsRescued === undefined || !place) {
    return undefined;
  }
  return {
    type,
    ...days,
    place,
    howFound,
    reportedToOrgUnitId: reportedTo.id,
    handling,
    victimsRescued,
    note: row.text('note'),
  };
}

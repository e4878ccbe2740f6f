import type { Fault } from '../domain/errors.ts';
import type { MeasureId, OrgUnitId } from '../domain/ids.ts';
import { EvidenceGrade, type Measure, type MeasureInput } from '../domain/measure.ts';
import { addDays } from '../domain/period.ts';

/** What a person decides about a joint measure; the rest follows from its sources. */
export interface JointChoice {
  /** The source whose place is kept. */
  placeFrom: MeasureId;
  leadOrgUnitId: OrgUnitId;
  documentNumber: string;
  note: string;
}

/** Why measures cannot become one; empty when they can. `path` names the source. */
export function jointFaults(sources: readonly Measure[], choice: JointChoice): Fault[] {
  const [first] = sources;
  const of = (path: string, vi: string, en: string): Fault => ({
    code: 'conflict.state',
    message: { vi, en },
    place: { path },
  });
  const faults: Fault[] = [];
  if (new Set(sources.map(({ id }) => id)).size < 2) {
    faults.push(of('sources', 'Cần ít nhất hai biện pháp khác nhau.', 'At least two different measures are needed.'));
  }
  for (const { id, type, status, origin } of sources) {
    if (type !== first.type) faults.push(of(id, 'Khác loại biện pháp.', 'Of another type.'));
    if (status === 'planned') faults.push(of(id, 'Mới là dự kiến, chưa làm.', 'Only planned, not done.'));
    if ((origin === 'demo') !== (first.origin === 'demo')) {
      faults.push(of(id, 'Không gộp bản ghi thật với bản ghi mô phỏng.', 'Real and simulated records are not merged.'));
    }
  }
  const inTime = sources.toSorted((a, b) => (a.firstOn < b.firstOn ? -1 : 1));
  let until = inTime[0].lastOn;
  for (const { id, firstOn, lastOn } of inTime) {
    // A joint measure over days on which nobody worked would cover them too.
    if (firstOn > addDays(until, 1)) faults.push(of(id, 'Ngày không liền nhau.', 'Its days do not touch the others’.'));
    if (lastOn > until) until = lastOn;
  }
  if (!sources.some(({ id }) => id === choice.placeFrom)) {
    faults.push(of('placeFrom', 'Nơi phải lấy từ một trong các biện pháp.', 'The place must be that of a source.'));
  }
  if (!agenciesOf(sources).includes(choice.leadOrgUnitId)) {
    faults.push(of('leadOrgUnitId', 'Chủ trì phải là một đơn vị đã làm.', 'The lead must be one of the agencies.'));
  }
  return faults;
}

/**
 * The one measure that stands for several records of the same work: all
 * agencies, the union of the days, the better evidence, the place chosen. It
 * is done, not verified: what was verified is no longer what stands there.
 */
export function jointMeasureOf(sources: readonly Measure[], choice: JointChoice): MeasureInput {
  const grades = EvidenceGrade.options;
  const days = (pick: 'firstOn' | 'lastOn') => sources.map((source) => source[pick]).sort();
  const [first] = sources;
  return {
    type: first.type,
    leadOrgUnitId: choice.leadOrgUnitId,
    orgUnitIds: [choice.leadOrgUnitId, ...agenciesOf(sources).filter((id) => id !== choice.leadOrgUnitId)],
    firstOn: days('firstOn')[0],
    lastOn: days('lastOn').at(-1)!,
    place: (sources.find(({ id }) => id === choice.placeFrom) ?? first).place,
    subScheme: first.subScheme,
    status: 'done',
    evidence: grades[Math.max(...sources.map(({ evidence }) => grades.indexOf(evidence)))],
    documentNumber: choice.documentNumber,
    note: choice.note,
  };
}

function agenciesOf(sources: readonly Measure[]): OrgUnitId[] {
  return [...new Set(sources.flatMap(({ leadOrgUnitId, orgUnitIds }) => [leadOrgUnitId, ...orgUnitIds]))].sort();
}

import type { Area, CommuneWithGeometry } from '../domain/area.ts';
import type { OrgUnitId } from '../domain/ids.ts';
import type { Measure } from '../domain/measure.ts';
import type { OrgUnit } from '../domain/org-unit.ts';
import { FINDING_KINDS, type Finding, type NotJudged } from '../domain/quality.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { findWrongAgencies } from './agency-rules.ts';
import { findDuplicates } from './duplicates.ts';
import { findOutliers } from './outliers.ts';
import { PlaceGrounds } from './place-ground.ts';
import { QUALITY_OPTIONS, type QualityOptions } from './quality-options.ts';
import { findInRecord } from './record-checks.ts';

export interface QualityInput {
  /** Measures that overlap the period, at their exact places; the superseded ones left out. */
  measures: readonly Measure[];
  register: {
    routes: readonly Route[];
    areas: readonly Area[];
    sites: readonly Site[];
    communes: readonly CommuneWithGeometry[];
    orgUnits: readonly OrgUnit[];
  };
  options?: QualityOptions;
}

export interface QualityFindings {
  /** By kind, the latest records first, whatever the order of the measures. */
  findings: Finding[];
  notJudged: NotJudged[];
  /** Records that each agency entered. */
  records: { senderId: OrgUnitId; n: number }[];
}

/** Everything about stored measures that people should look at. Pure; see each check for its cost. */
export function computeQuality(input: QualityInput, onProgress?: (share: number) => void): QualityFindings {
  const { register, options = QUALITY_OPTIONS } = input;
  // By id, so that medians of ties and the wording of groups do not depend on the order of reading.
  const measures = input.measures.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const kindOf = new Map(register.orgUnits.map(({ id, kind }) => [id as string, kind]));
  const grounds = new PlaceGrounds(register, options.reachM);
  const outliers = findOutliers(measures, grounds, options);
  const findings = [
    ...findDuplicates(measures, grounds, options, (share) => onProgress?.(0.9 * share)),
    ...findWrongAgencies(measures, kindOf, register, grounds, options),
    ...measures.flatMap((measure) => findInRecord(measure, grounds, options)),
    ...outliers.findings,
  ];
  const counts = new Map<OrgUnitId, number>();
  for (const { enteredByOrgUnitId } of measures) {
    counts.set(enteredByOrgUnitId, (counts.get(enteredByOrgUnitId) ?? 0) + 1);
  }
  return {
    findings: inOrder(findings, measures),
    notJudged: outliers.notJudged,
    records: [...counts].map(([senderId, n]) => ({ senderId, n })).sort((a, b) => (a.senderId < b.senderId ? -1 : 1)),
  };
}

function inOrder(findings: readonly Finding[], measures: readonly Measure[]): Finding[] {
  const lastDay = new Map<string, string>(measures.map(({ id, lastOn }) => [id, lastOn]));
  return findings
    .map((finding) => ({
      finding,
      kind: FINDING_KINDS.indexOf(finding.kind),
      lastOn: finding.records.reduce((last, { id }) => (lastDay.get(id)! > last ? lastDay.get(id)! : last), ''),
    }))
    .sort(
      (a, b) =>
        a.kind - b.kind ||
        (b.lastOn > a.lastOn ? 1 : b.lastOn < a.lastOn ? -1 : a.finding.key < b.finding.key ? -1 : 1),
    )
    .map(({ finding }) => finding);
}

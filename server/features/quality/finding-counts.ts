import type { BatchQuality, QualityReport } from '#geo/contract/quality.contract.ts';
import type { MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import { INCIDENT_CELL_MIN } from '#geo/domain/precision.ts';
import type { Finding } from '#geo/domain/quality.ts';
import type { MeasureGroup } from '../batches/batch-sources.service.ts';

/**
 * How many of a sender's records each kind of finding concerns. Where the
 * viewer does not see the findings (`isOpen` false), a count below the least
 * cell is null: of so few, each is known to who knows the others. No total of
 * the kinds is told, so nothing can be subtracted.
 */
export function countsOf(
  findings: readonly Finding[],
  senderId: OrgUnitId,
  isOpen: boolean,
): QualityReport['senders'][number]['counts'] {
  const ids = new Map<Finding['kind'], Set<MeasureId>>();
  for (const { kind, records, senderIds } of findings) {
    if (!senderIds.includes(senderId)) continue;
    const found = ids.get(kind) ?? new Set();
    ids.set(kind, found);
    for (const { id } of records) found.add(id);
  }
  return [...ids].map(([kind, { size }]) => ({ kind, records: isOpen || size >= INCIDENT_CELL_MIN ? size : null }));
}

/** How many records some finding of a sender concerns. */
export function concernedOf(findings: readonly Finding[], senderId: OrgUnitId): number {
  const ofSender = findings.filter(({ senderIds }) => senderIds.includes(senderId));
  return new Set(ofSender.flatMap(({ records }) => records.map(({ id }) => id))).size;
}

/** For each file, how many of its records some finding concerns. */
export function qualityOfBatches(groups: readonly MeasureGroup[], findings: readonly Finding[]): BatchQuality[] {
  const concerned = new Set<string>(findings.flatMap(({ records }) => records.map(({ id }) => id)));
  return groups.map(({ measureIds, ...file }) => ({
    ...file,
    records: measureIds.length,
    found: measureIds.filter((id) => concerned.has(id)).length,
  }));
}

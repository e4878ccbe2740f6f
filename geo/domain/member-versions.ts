import type { DayRange, DayString } from './period.ts';

/** What telling the version in force needs to know of each. */
export interface DatedVersion {
  version: number;
  kind: 'base' | 'add' | 'change' | 'retire';
  /** First day in force; null: since ever. */
  validFromOn: DayString | null;
}

const startsBy = (one: DatedVersion, day: DayString) => one.validFromOn === null || one.validFromOn <= day;

/** Version numbers rise in the order of making, so that a later version from the same day takes the earlier one's place. */
function inOrder<V extends DatedVersion>(versions: readonly V[]): V[] {
  return [...versions].sort((a, b) => a.version - b.version);
}

/** The newest version of a member. Versions that were taken back are not among them. */
export function newestVersion<V extends DatedVersion>(versions: readonly V[]): V {
  return inOrder(versions)[versions.length - 1];
}

/** First day from which the member is retired; undefined where it is not. */
export function retiredOn(versions: readonly DatedVersion[]): DayString | undefined {
  const newest = newestVersion(versions);
  return newest.kind === 'retire' ? (newest.validFromOn ?? undefined) : undefined;
}

/**
 * The version of a member as it stands on a day: the one made last of those
 * that begin by then. Of a retired member the last before its end; before the
 * first begins, the first: whoever asks sees by its days that it is not in force.
 */
export function versionOn<V extends DatedVersion>(versions: readonly V[], day: DayString): V {
  const standing = inOrder(versions).filter((one) => one.kind !== 'retire');
  const begun = standing.filter((one) => startsBy(one, day));
  if (begun.length > 0) return begun[begun.length - 1];
  const first = standing.reduce((least, one) => ((one.validFromOn ?? '') < (least.validFromOn ?? '') ? one : least));
  return standing.filter((one) => one.validFromOn === first.validFromOn).at(-1)!;
}

/** Whether a later version holds from the same day or before: then this one is never in force. */
export function isSuperseded(versions: readonly DatedVersion[], of: DatedVersion): boolean {
  return versions.some(
    (one) =>
      one.version > of.version &&
      (one.validFromOn === null || (of.validFromOn !== null && one.validFromOn <= of.validFromOn)),
  );
}

/** The day on which a later version takes over, half-open; null where none does. */
export function endOfVersion(versions: readonly DatedVersion[], of: DatedVersion): DayString | null {
  if (isSuperseded(versions, of)) return of.validFromOn;
  const starts = versions.flatMap((one) => (one.version > of.version && one.validFromOn ? [one.validFromOn] : []));
  return starts.sort()[0] ?? null;
}

/** Whether a member is in force on some of the days. */
export function isInForceIn(
  member: { validFromOn: DayString | null; validUntilOn: DayString | null },
  { fromOn, untilOn }: DayRange,
): boolean {
  return (
    (member.validFromOn === null || member.validFromOn < untilOn) &&
    (member.validUntilOn === null || member.validUntilOn > fromOn)
  );
}

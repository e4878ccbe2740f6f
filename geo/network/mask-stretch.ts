import { MASK_CELL_M, maskInterval } from '../domain/precision.ts';
import { rereferenceInterval, type Reference } from './rereference.ts';

interface Stretch {
  fromM: number;
  toM: number;
}

/** What two roundings to the millimetre may move an end that lay on a whole kilometre. */
const ROUNDING_M = 0.005;

/**
 * A stretch in metres of one version of a route as other agencies see it: whole
 * kilometres of the version on which its place was written, said in the metres
 * of this one. Whichever version somebody looks at, the kilometres are the
 * same, so that looking at two tells no more than looking at one.
 */
export function maskStretch(here: Reference, written: Reference, stretch: Stretch): Stretch {
  const there = rereferenceInterval(here, written, stretch);
  const mask = maskInterval(snapped(there.fromM), snapped(there.toM), endOf(written));
  const found = rereferenceInterval(written, here, mask);
  // What the other version does not have can be widened on this one only.
  const isWhole = found.fromM <= stretch.fromM + ROUNDING_M && found.toM >= stretch.toM - ROUNDING_M;
  return isWhole ? found : maskInterval(stretch.fromM, stretch.toM, endOf(here));
}

function snapped(m: number): number {
  const whole = Math.round(m / MASK_CELL_M) * MASK_CELL_M;
  return Math.abs(m - whole) <= ROUNDING_M ? whole : m;
}

function endOf({ measuresM }: Reference): number {
  return measuresM[measuresM.length - 1];
}

import type { CountedMeasure } from './counting.ts';
import type { Effort } from './effort-sets.ts';

/** Standing of a measure at a spot: 0 verified and certain, bit 0 possible only, bit 1 not verified. */
export type Standing = 0 | 1 | 2 | 3;

/**
 * Records of the same type, agencies and weight whose periods touch are one
 * effort where they meet, so that splitting a record in time or space changes
 * nothing (METHODS §1). Records of different standing are merged each among
 * their own, and dropped when a better-founded one spans them: what is
 * uncertain adds to the lower bound and never takes from it.
 *
 * Efforts are numbered: the first ones are the records as they are, in order;
 * those that merging makes are appended to `efforts`.
 */
export class AlikeMerger {
  readonly efforts: Effort[];
  private readonly counted: readonly CountedMeasure[];
  private readonly numbers = new Map<string, number>();
  private readonly groupOf: number[];

  /** @param counted in the order of `countMeasures`: alike records side by side and in time */
  constructor(counted: readonly CountedMeasure[]) {
    this.counted = counted;
    this.efforts = counted.map(({ begin, end, weight, halfLife }) => ({ begin, end, weight, halfLife }));
    this.groupOf = counted.map(({ group }) => group);
  }

  /**
   * @param here indices of the records at a spot, ascending
   * @param standing of each of them
   * @param admits which standings count
   */
  merge(here: readonly number[], standing: readonly Standing[], admits: readonly boolean[]): Int32Array {
    const out: number[] = [];
    for (let rank = 0; rank < 4; rank++) {
      if (!admits[rank]) continue;
      const better = out.length;
      this.mergeOneStanding(here, standing, rank, out);
      if (better === 0) continue;
      for (let i = out.length - 1; i >= better; i--) {
        if (this.isSpanned(out[i], out, better)) out.splice(i, 1);
      }
    }
    return Int32Array.from(out);
  }

  private mergeOneStanding(here: readonly number[], standing: readonly Standing[], rank: number, out: number[]): void {
    let open = -1;
    let end = 0;
    for (let i = 0; i < here.length; i++) {
      if (standing[i] !== rank) continue;
      const next = this.counted[here[i]];
      if (open >= 0 && this.groupOf[open] === next.group && next.begin <= end) {
        if (next.end > end) {
          end = next.end;
          open = this.lengthened(open, end);
          out[out.length - 1] = open;
        }
        continue;
      }
      open = here[i];
      end = next.end;
      out.push(open);
    }
  }

  /** The number of an effort that begins as `effort` does and ends later. */
  private lengthened(effort: number, end: number): number {
    const { begin, weight, halfLife } = this.efforts[effort];
    const key = `${this.groupOf[effort]} ${begin} ${end}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.efforts.push({ begin, end, weight, halfLife }) - 1;
      this.groupOf.push(this.groupOf[effort]);
      this.numbers.set(key, number);
    }
    return number;
  }

  private isSpanned(effort: number, out: readonly number[], better: number): boolean {
    const { begin, end } = this.efforts[effort];
    for (let j = 0; j < better; j++) {
      if (this.groupOf[out[j]] !== this.groupOf[effort]) continue;
      if (this.efforts[out[j]].begin <= begin && this.efforts[out[j]].end >= end) return true;
    }
    return false;
  }
}

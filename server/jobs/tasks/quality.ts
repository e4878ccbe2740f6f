import { computeQuality, type QualityFindings, type QualityInput } from '#geo/quality/quality-report.ts';

/** What to look at among the measures of a period, off the thread that answers requests. */
export function run(input: QualityInput, onProgress: (share: number) => void): QualityFindings {
  return computeQuality(input, onProgress);
}

import type { Measure } from '#geo/domain/measure.ts';
import { computeQuality, type QualityFindings } from '#geo/quality/quality-report.ts';
import type { QualityJob } from '../../features/quality/check-period.service.ts';

/** What to look at among the measures of a period, off the thread that answers requests. */
export function run({ parts, register }: QualityJob, onProgress: (share: number) => void): QualityFindings {
  const decoder = new TextDecoder();
  const measures = parts.flatMap((part) => JSON.parse(decoder.decode(part)) as Measure[]);
  return computeQuality({ measures, register }, onProgress);
}

import type { Measure } from '../domain/measure.ts';
import { DAY_MS, dayOfInstant, startOfDayMs } from '../domain/period.ts';
import type { Finding } from '../domain/quality.ts';
import { findingOf, inBoth } from './finding.ts';
import type { PlaceGrounds } from './place-ground.ts';
import type { QualityOptions } from './quality-options.ts';

/** Days from first to last, both counted. */
export function daysOf({ firstOn, lastOn }: Pick<Measure, 'firstOn' | 'lastOn'>): number {
  return Math.round((startOfDayMs(lastOn) - startOfDayMs(firstOn)) / DAY_MS) + 1;
}

/** Days between the end of a measure and its entry; negative for what is planned. */
export function entryDelayDays(measure: Measure): number {
  const enteredOn = dayOfInstant(Date.parse(measure.createdAt));
  return Math.round((startOfDayMs(enteredOn) - startOfDayMs(measure.lastOn)) / DAY_MS);
}

/** Length of what was driven or walked: tracks and lines only. An interval says where a patrol was, not how often it went there. */
export function drivenM({ place }: Measure, grounds: PlaceGrounds): number {
  if (place.kind !== 'track' && place.kind !== 'line') return 0;
  const { segments } = grounds.shapeOf(place)!;
  let lengthM = 0;
  for (let i = 0; i < segments.length; i += 4) {
    lengthM += Math.hypot(segments[i + 2] - segments[i], segments[i + 3] - segments[i + 1]);
  }
  return lengthM;
}

/**
 * What one record shows by itself. Days are all that a measure knows of time,
 * so a speed between two records of a unit cannot be told: a unit may have
 * several teams on one day. Speeds within a GPS track are judged where the
 * track is cleaned.
 */
export function findInRecord(measure: Measure, grounds: PlaceGrounds, options: QualityOptions): Finding[] {
  if (measure.status === 'planned') return [];
  return [...tooFar(measure, grounds, options), ...evidence(measure), ...late(measure, options)];
}

function tooFar(measure: Measure, grounds: PlaceGrounds, options: QualityOptions): Finding[] {
  const kmPerDay = drivenM(measure, grounds) / 1000 / daysOf(measure);
  if (kmPerDay <= options.maxKmPerDay) return [];
  const [km, most] = [inBoth(kmPerDay), inBoth(options.maxKmPerDay)];
  return [
    findingOf(
      'too-far-in-a-day',
      [measure],
      {
        vi: `Vết dài ${km.vi} km mỗi ngày; không ai đi được quá ${most.vi} km.`,
        en: `A track of ${km.en} km a day; nobody covers more than ${most.en} km.`,
      },
      {
        vi: 'Kiểm tra ngày và vết: nhiều chuyến ghép làm một, điểm nhảy, hoặc sai ngày.',
        en: 'Check the days and the track: several trips joined, jumps, or a wrong day.',
      },
    ),
  ];
}

function evidence(measure: Measure): Finding[] {
  const found = (vi: string, en: string, adviceVi: string, adviceEn: string) => [
    findingOf('evidence', [measure], { vi, en }, { vi: adviceVi, en: adviceEn }),
  ];
  if (measure.evidence === 'E1' && measure.documentNumber.trim() === '') {
    return found(
      'Bằng chứng E1 (có số văn bản) nhưng không ghi số văn bản.',
      'Evidence E1 (a document’s number) without the number.',
      'Ghi số văn bản, hoặc hạ bằng chứng xuống E0.',
      'Enter the number, or lower the evidence to E0.',
    );
  }
  if (measure.evidence === 'E3' && measure.place.kind !== 'track') {
    return found(
      'Bằng chứng E3 (có vết) nhưng nơi không phải là vết GPS.',
      'Evidence E3 (a track), but the place is not a track.',
      'Nhập vết GPS, hoặc hạ bằng chứng xuống E2.',
      'Import the track, or lower the evidence to E2.',
    );
  }
  return [];
}

function late(measure: Measure, options: QualityOptions): Finding[] {
  const days = entryDelayDays(measure);
  if (days <= options.lateAfterDays) return [];
  return [
    findingOf(
      'late-entry',
      [measure],
      { vi: `Nhập sau khi kết thúc ${days} ngày.`, en: `Entered ${days} days after its end.` },
      {
        vi: 'Kiểm tra ngày; nếu đúng, kỳ báo cáo trước có thể đã thiếu biện pháp này.',
        en: 'Check the days; if right, the report of the period before may lack this measure.',
      },
    ),
  ];
}

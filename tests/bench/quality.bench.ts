import { generateDemoYear } from '#data/demo/generate-demo-year.ts';
import { readRegister } from '#data/register/load-register.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { MeasureId } from '#geo/domain/ids.ts';
import type { Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { addDays } from '#geo/domain/period.ts';
import { computeQuality, type QualityInput } from '#geo/quality/quality-report.ts';
import { createRandom } from '#geo/statistics/random.ts';
import { resultOf, timed, type BenchResult } from './bench-result.ts';

const FULL = 50_000;
const QUICK = 10_000;
/** Metres that a copy is moved by at most, in degrees. */
const JITTER_DEGREES = 0.05;
const MOST_DAYS = 300;

/**
 * The measures of the demo year over and over, each copy on other days and, where
 * it has a shape of its own, a little elsewhere: as dense in time and place as
 * `n` measures of one year can be.
 */
export function manyMeasures(n: number): QualityInput {
  const register = readRegister();
  const { measures } = generateDemoYear(register);
  const random = createRandom('many measures');
  const all: Measure[] = [];
  for (let i = 0; i < n; i++) {
    const source = measures[i % measures.length];
    const id = MeasureId.parse(`00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`);
    if (i < measures.length) all.push({ ...source, id });
    else {
      const days = random.int(0, MOST_DAYS);
      all.push({
        ...source,
        id,
        firstOn: addDays(source.firstOn, days),
        lastOn: addDays(source.lastOn, days),
        place: moved(source.place, [
          random.between(-JITTER_DEGREES, JITTER_DEGREES),
          random.between(-JITTER_DEGREES, JITTER_DEGREES),
        ]),
      });
    }
  }
  return { measures: all, register };
}

function moved(place: MeasurePlace, [east, north]: LngLat): MeasurePlace {
  if (place.kind !== 'track' && place.kind !== 'line') return place;
  const shift = (line: readonly LngLat[]) => line.map(([lng, lat]): LngLat => [lng + east, lat + north]);
  const { geometry } = place;
  return {
    ...place,
    geometry:
      geometry.type === 'LineString'
        ? { ...geometry, coordinates: shift(geometry.coordinates) }
        : { ...geometry, coordinates: geometry.coordinates.map(shift) },
  };
}

/** All checks over a period of many measures, as the server runs them in a worker. */
export async function* benchQuality({ quick }: { quick: boolean }): AsyncGenerator<BenchResult> {
  const input = manyMeasures(quick ? QUICK : FULL);
  const whole = await timed(quick ? 1 : 3, () => computeQuality(input));
  yield resultOf(
    `quality checks, measures (${whole.value.findings.length} findings)`,
    input.measures.length,
    whole.ms,
    null,
  );
}

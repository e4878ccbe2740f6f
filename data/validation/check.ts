/** One thing that must hold of the data files. */
export interface Check {
  name: string;
  /** Where it does not hold, one line a place: file, record, field, and what was found. */
  faults: string[];
  /** The figure that was found, for the summary. */
  found: string;
}

/** Makes a check from faults that are gathered while its body runs. */
export function check(name: string, body: (fault: (place: string) => void) => string | number): Check {
  const faults: string[] = [];
  try {
    const found = body((place) => faults.push(place));
    return { name, faults, found: String(found) };
  } catch (error) {
    return { name, faults: [...faults, error instanceof Error ? error.message : String(error)], found: '–' };
  }
}

/** A figure that must lie within a tolerance of what FACTS or a publication says. */
export function expectNear(actual: number, expected: number, tolerance: number, place: string): string[] {
  return Math.abs(actual - expected) <= tolerance
    ? []
    : [`${place}: ${actual.toFixed(3)}, expected ${expected} ± ${tolerance}`];
}

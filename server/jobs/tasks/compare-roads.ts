import { DomainError } from '#geo/domain/errors.ts';
import { compareRoads } from '../../features/geometry/compare-roads.ts';
import type { CompareTaskInput, CompareTaskResult } from '../../features/geometry/compare-task.ts';

/** Reads a file of roads and railways and compares them with the routes. */
export function run(input: CompareTaskInput, onProgress: (share: number) => void): CompareTaskResult {
  const { file, routes, chosen, replace, province } = input;
  try {
    return { done: compareRoads(file, routes, new Set(chosen), { replace, province }, onProgress) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refused: { code: error.code, message: error.faultMessage, place: error.place, faults: error.faults } };
  }
}

import { compareRoads, type ComparedRoads } from '../../features/geometry/compare-roads.ts';
import type { CompareTaskInput } from '../../features/geometry/compare-task.ts';
import { answeringRefusals, type FileTaskResult } from '../file-task.ts';

/** Reads a file of roads and railways and compares them with the routes. */
export function run(
  { file, routes, chosen, replace, province }: CompareTaskInput,
  onProgress: (share: number) => void,
): Promise<FileTaskResult<ComparedRoads>> {
  return answeringRefusals(() => compareRoads(file, routes, new Set(chosen), { replace, province }, onProgress));
}

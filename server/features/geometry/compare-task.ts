import type { Message } from '#geo/domain/errors.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import { runFileTask } from '../../jobs/file-task.ts';
import type { ComparedRoads, RoadsFile } from './compare-roads.ts';

const TOO_MUCH: Message = {
  vi: 'Tệp quá lớn hoặc quá phức tạp (quá 15 giây hoặc quá nhiều bộ nhớ); hãy trích vùng nhỏ hơn.',
  en: 'The file is too large or too complex (over 15 s or too much memory); extract a smaller region.',
};

export interface CompareTaskInput {
  file: RoadsFile;
  /** The newest version of every route. */
  routes: readonly Route[];
  /** Those to be compared. */
  chosen: readonly string[];
  replace: 'schematic' | 'less-accurate';
  province: ArealGeometry;
}

/**
 * Reads and compares a file in a process of its own.
 * @throws DomainError file.*
 */
export function runCompareTask(
  ctx: AppContext,
  input: CompareTaskInput,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ComparedRoads> {
  return runFileTask(ctx.jobs, 'compare-roads', input, { signal, onProgress, tooSlow: TOO_MUCH, tooHungry: TOO_MUCH });
}

import { z } from 'zod';

/**
 * GET /api/progress/{id}: how far a piece of work is that a request of the same
 * person does under this id; `stage` is `unknown` before it began and after it
 * ended. `share` is 0–1, null where nobody can tell.
 */
export const Progress = z.object({
  stage: z.enum(['unknown', 'reading', 'checking', 'matching', 'storing', 'computing']),
  share: z.number().min(0).max(1).nullable(),
});
export type Progress = z.infer<typeof Progress>;

/** Query of a request whose work may be followed: the name it has for GET /api/progress/{id}. */
export const NamedWork = z.object({ progressId: z.uuid().optional() });
export type NamedWork = z.infer<typeof NamedWork>;

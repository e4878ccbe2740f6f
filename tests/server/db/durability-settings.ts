import { join } from 'node:path';

/** How often the writer is killed: a few times in every run, hundreds in `npm run test:long`. */
export const KILLS = Number(process.env.DURABILITY_KILLS ?? 3);
export const WRITER = join(import.meta.dirname, 'durability-writer.ts');

import { join } from 'node:path';

export const PROJECT_DIR = join(import.meta.dirname, '../..');
/** Where the embedded engine's template is kept between runs. */
export const CACHE_DIR = join(PROJECT_DIR, '.cache');

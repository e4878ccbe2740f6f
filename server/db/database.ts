import type { MetaTables } from './meta.table.ts';

/** All tables; every feature adds its own `x.table.ts`. */
export interface Database extends MetaTables {}

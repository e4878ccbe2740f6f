import { config } from 'zod';

/*
 * The page's content policy forbids eval; Zod must not even try whether it may,
 * since a try is a violation. Imported before anything that makes a schema.
 */
config({ jitless: true });

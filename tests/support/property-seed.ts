import fc from 'fast-check';

/**
 * Property tests try the same cases in every run of
 * `npm test`, so that a failure is the change's own. PROPERTY_SEED=random (or a
 * number) explores others.
 */
const named = process.env.PROPERTY_SEED;
if (named !== 'random') fc.configureGlobal({ seed: named === undefined ? 415 : Number(named) });

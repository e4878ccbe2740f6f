import { describe, expect, test } from 'vitest';
import { faultOf } from '#server/http/errors.ts';

const errorOf = (message: string, code?: string) => Object.assign(new Error(message), { code });

describe('faults of the database', () => {
  test.each([
    errorOf('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'),
    errorOf('terminating connection due to administrator command', '57P01'),
    errorOf('the database system is starting up', '57P03'),
    errorOf('sorry, too many clients already', '53300'),
    errorOf('could not extend file: No space left on device', '53100'),
    errorOf('Connection terminated unexpectedly'),
    errorOf('the database thread ended (1)'),
  ])('%s: it cannot be used just now', (error) => {
    expect(faultOf(error)?.code).toBe('database.unavailable');
  });

  test.each([errorOf('duplicate key', '23505'), errorOf('relation does not exist', '42P01'), errorOf('5310')])(
    '%s: a defect of ours',
    (error) => {
      expect(faultOf(error)).toBeUndefined();
    },
  );
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killRepeatedly } from '#tests/support/killed-writer.ts';
import { count } from './counts.ts';

const KILLS = count(300, 2);
const scratch = mkdtempSync(join(tmpdir(), 'trong-diem-kills-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it(`a server killed ${KILLS} times while writing loses nothing it acknowledged`, async () => {
  expect(await killRepeatedly(scratch, KILLS)).toBeGreaterThan(KILLS);
});

import { defineConfig } from 'vitest/config';

/** What takes minutes: many kills, mutants, large inputs. LONG_COUNTS=quick runs smaller, stated counts. */
export default defineConfig({
  test: {
    name: 'long',
    include: ['tests/long/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/support/global-setup.ts'],
  },
});

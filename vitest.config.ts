import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** One project per part; `vitest run --project server` runs one. `npm test` runs all of them. */
export default defineConfig({
  test: {
    // Tests wait more than they compute, but those of databases hold about 1 GB each: three files at a time.
    maxWorkers: 3,
    globalSetup: ['tests/support/global-setup.ts'],
    projects: [
      {
        // Time limits only end what hangs: machines are shared, and no test is a race.
        test: {
          name: 'geo',
          include: ['tests/geo/**/*.test.ts', 'tests/data/**/*.test.ts'],
          setupFiles: ['tests/support/property-seed.ts'],
          // Pure functions leave nothing behind for the next file.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          setupFiles: ['tests/support/property-seed.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [svelte()],
        test: {
          name: 'client',
          include: ['tests/client/**/*.test.ts'],
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/workbench-setup.ts'],
          // After everything else; a server and a browser for each worker.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 60_000, interval: 100 } },
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture.test.ts', 'tests/scripts/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});

import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** One a core: much of what these tests do is to wait. */
const WORKERS = availableParallelism()
/** Starts of a browser and steps in it on a busy machine; a test never waits for time itself. */
const BROWSER_TEST_MS = 240_000
const BROWSER_START_MS = 120_000

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: 'tests/support/browser-setup.ts',
          include: ['tests/browser/**/*.test.ts'],
          // One browser at a time: two cores carry no more.
          fileParallelism: false,
          testTimeout: BROWSER_TEST_MS,
          hookTimeout: BROWSER_START_MS,
        },
      },
    ],
  },
})

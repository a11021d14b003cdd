import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const CORES = availableParallelism()
/** Tests of servers mostly wait: this many files at once keep the cores busy. */
const SERVER_FILES = 2 * CORES
/** A browser keeps more than half a core busy. */
const BROWSER_FILES = CORES
/** Starts of a browser and steps in it on a busy machine; a test never waits for time itself. */
const BROWSER_TEST_MS = 240_000
const BROWSER_START_MS = 120_000

/** Browser tests that mostly wait. */
const WAITING = ['no-relay', 'ice-restart', 'server-restart', 'phone-push', 'network-back']

/** Starts with the tests that mostly wait, because the server tests beside them use that time. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const waits = ({ moduleId }: TestSpecification) =>
      WAITING.some((name) => moduleId.endsWith(`/${name}.test.ts`))
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))]
  }
}

const ofBrowsers = {
  globalSetup: 'tests/support/browser-setup.ts',
  testTimeout: BROWSER_TEST_MS,
  hookTimeout: BROWSER_START_MS,
  // No test looks at what a worker fetches, and telling of it costs as much as fetching.
  env: { PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK: '1' },
}

export default defineConfig({
  plugins: [vue()],
  test: {
    sequence: { sequencer: WaitingFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/reader.ts'],
          // Nothing of a unit test outlives it, and a process for each file costs as much again.
          isolate: false,
          unstubGlobals: true,
          maxWorkers: CORES,
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: 'tests/support/postgres-setup.ts',
          isolate: false,
          maxWorkers: SERVER_FILES,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...ofBrowsers,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // The files that a worker runs share its Chromium.
          isolate: false,
          maxWorkers: BROWSER_FILES,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...ofBrowsers,
          name: 'alone',
          // What they measure or let pass is a matter of a second: nothing else may run meanwhile.
          include: ['tests/alone/**/*.test.ts'],
          fileParallelism: false,
          isolate: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})

/**
 * `npm run soak [-- <vitest arguments>]`: every test with the long counts of
 * tests/support/counts.ts. Takes hours. The last line is `N passed, N failed`.
 */
import { conclude, runProjects } from './run-tests.mjs'
import { provide } from './system-packages.mjs'
import { failedBecause } from './test-report.mjs'

/** One test may repeat a fault this long. */
const TEST_TIMEOUT_MS = 6 * 3_600_000

process.env.PEAL_SOAK = '1'
const more = [`--testTimeout=${TEST_TIMEOUT_MS}`, ...process.argv.slice(2)]
conclude(provide() ? await runProjects(more) : [failedBecause('the set-up failed: see above')])

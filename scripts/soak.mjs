/**
 * `npm run soak [-- <vitest arguments>]`: the unit and server tests with the long counts of
 * tests/support/counts.ts. Takes hours. The last line is `N passed, N failed`.
 */
import { conclude, runTests } from './run-tests.mjs'

/** One test may repeat a fault this long. */
const TEST_TIMEOUT_MS = 6 * 3_600_000

process.env.PEAL_SOAK = '1'
const more = [`--testTimeout=${TEST_TIMEOUT_MS}`, ...process.argv.slice(2)]
const runs = []
for (const project of ['unit', 'server']) runs.push(await runTests([project], more))
conclude(runs)

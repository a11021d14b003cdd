/**
 * `npm test [-- <vitest arguments>]`: builds once, then runs every test.
 * The last line is `N passed, N failed`.
 */
import { conclude, run, runTests } from './run-tests.mjs'
import { provide } from './system-packages.mjs'

const more = process.argv.slice(2)

if (!provide() || (await run(['scripts/build.mjs'])) !== 0) {
  conclude([{ passed: 0, failed: 1 }])
} else {
  const runs = []
  for (const project of ['unit', 'server', 'browser']) runs.push(await runTests([project], more))
  conclude(runs)
}

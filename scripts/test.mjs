/**
 * `npm test [-- <vitest arguments>]`: builds once, then runs every test, some of those of the server also on PostgreSQL.
 * With PEAL_TEST_NEWEST_NODE=1 the server tests run on the newest Node LTS, too.
 * The last line is `N passed, N failed`.
 */
import { runServerTestsOnNewestNode } from './newest-node.mjs'
import { runServerTestsOnPostgres } from './postgres-tests.mjs'
import { conclude, run, runProjects } from './run-tests.mjs'
import { provide } from './system-packages.mjs'
import { failedBecause } from './test-report.mjs'

const more = process.argv.slice(2)

if (!provide() || (await run(['scripts/build.mjs'])) !== 0) {
  conclude([failedBecause('the set-up failed: see above')])
} else {
  const onNewestNode = process.env.PEAL_TEST_NEWEST_NODE === '1'
  const besides = onNewestNode ? [runServerTestsOnNewestNode] : []
  conclude(await runProjects(more, [runServerTestsOnPostgres, ...besides]))
}

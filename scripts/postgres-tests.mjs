/** Runs the server tests with the most SQL on PostgreSQL, too: all of them would take too long. */
import { BESIDE_BROWSERS, LANES, runTests } from './run-tests.mjs'

const FILES = [
  'calls/call-limits',
  'calls/deadlines',
  'calls/effects',
  'calls/given-up',
  'calls/history',
  'calls/races',
  'calls/rings',
  'calls/set-aside',
  'connectors/accounts',
  'people/contacts',
  'people/erase-members',
  'people/names',
  'people/removed-handles',
  'people/search',
  'push/outbox-sender',
  'signaling/glare',
  'signaling/presence',
]

/** @returns {Promise<import('./test-report.mjs').Counts>} */
export function runServerTestsOnPostgres() {
  const files = FILES.map((name) => `tests/server/${name}.test.ts`)
  const env = { ...process.env, PEAL_TEST_ENGINE: 'postgres' }
  return runTests(LANES.servers, files, { env, nice: BESIDE_BROWSERS })
}

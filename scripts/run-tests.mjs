/** Runs vitest and counts what it reports. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readReport } from './test-report.mjs'

const REPORTS = 'node_modules/.cache/test'

/** The projects of vitest.config.ts: what fails soonest first. */
const PROJECTS = ['unit', 'server', 'browser']

/**
 * Runs every project: one after the other, or what the arguments pick from them in one run.
 * @param {string[]} more arguments of vitest, such as files
 * @returns {Promise<import('./test-report.mjs').Counts[]>}
 */
export async function runProjects(more) {
  if (more.some((argument) => !argument.startsWith('-'))) return [await runTests(PROJECTS, more)]
  const runs = []
  for (const project of PROJECTS) runs.push(await runTests([project], more))
  return runs
}

/**
 * Runs these projects of vitest.config.ts to their end, its output passed through.
 * A file that cannot be loaded, a skipped test, an error outside of any test and a run without
 * tests each count as one failure: none of them proves anything.
 * @param {string[]} projects
 * @param {string[]} [more] further arguments of vitest
 * @param {Where} [where]
 * @returns {Promise<import('./test-report.mjs').Counts>}
 */
export async function runTests(projects, more = [], where = {}) {
  const reports = join(where.cwd ?? process.cwd(), REPORTS)
  mkdirSync(reports, { recursive: true })
  const report = `${reports}/${projects.join('-')}.json`
  rmSync(report, { force: true })
  const code = await run(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...more,
    ],
    where,
  )
  const counts = readReport(report)
  if (code !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, failures: [`vitest ended with ${code}: see above`] }
  }
  return counts
}

/**
 * @typedef {object} Where
 * @property {string} [node] the Node to run; this one unless said
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Runs Node; resolves with its exit code.
 * @param {string[]} args
 * @param {Where} [where]
 */
export function run(args, { node = process.execPath, cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit', cwd, env })
    child.on('error', reject)
    child.on('close', resolve)
  })
}

/**
 * Prints what failed and the last line, which machines read, and sets the exit code.
 * @param {import('./test-report.mjs').Counts[]} runs
 */
export function conclude(runs) {
  for (const failure of runs.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`)
  const passed = runs.reduce((sum, counts) => sum + counts.passed, 0)
  const failed = runs.reduce((sum, counts) => sum + counts.failed, 0)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}

/** Runs vitest and counts what it reports. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const REPORTS = 'node_modules/.cache/test'

/** The projects of vitest.config.ts: what fails soonest first. */
const PROJECTS = ['unit', 'server', 'browser']

/**
 * Runs every project: one after the other, or what the arguments pick from them in one run.
 * @param {string[]} more arguments of vitest, such as files
 * @returns {Promise<{passed: number, failed: number}[]>}
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
 * @returns {Promise<{passed: number, failed: number}>}
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
  const counts = count(report)
  if (code !== 0 && counts.failed === 0) counts.failed = 1
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

/** @param {string} report file of vitest's JSON reporter */
function count(report) {
  let results
  try {
    results = JSON.parse(readFileSync(report, 'utf8'))
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
  const counts = { passed: 0, failed: 0 }
  for (const file of results.testResults) {
    const bad = file.assertionResults.filter(({ status }) => status !== 'passed')
    counts.passed += file.assertionResults.length - bad.length
    counts.failed += bad.length
    if (file.status !== 'passed' && bad.length === 0) counts.failed += 1
  }
  if (counts.passed + counts.failed === 0) counts.failed = 1
  return counts
}

/**
 * Prints the last line, which machines read, and sets the exit code.
 * @param {{passed: number, failed: number}[]} runs
 */
export function conclude(runs) {
  const passed = runs.reduce((sum, counts) => sum + counts.passed, 0)
  const failed = runs.reduce((sum, counts) => sum + counts.failed, 0)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}

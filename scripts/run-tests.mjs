/** Runs vitest and counts what it reports. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { join } from 'node:path'
import { readReport, slowestFiles } from './test-report.mjs'

/** A third of the CPU time of a test in a browser, if both could use it. */
export const BESIDE_BROWSERS = 5
/** The lowest priority: such a process runs only when nothing else wants the CPU. */
const LEAST = 19
const REPORTS = 'node_modules/.cache/test'

/**
 * The projects of vitest.config.ts by when they run: `browsers` in parallel with `servers`, and then
 * `measured`, one test file at a time, in parallel with `units`.
 */
export const LANES = {
  servers: ['server'],
  browsers: ['browser'],
  measured: ['alone'],
  units: ['unit'],
}

/**
 * Runs every test. Most tests mostly wait, so the browser tests run in parallel with those of the
 * server, which take the CPU time that is left: a call costs more the longer it lasts. Tests that
 * measure time run at the end. Unit tests depend on no time, so they run beside those at the lowest
 * priority.
 * @param {string[]} more arguments of vitest; files among them are run in one go
 * @param {(() => Promise<import('./test-report.mjs').Counts>)[]} besides further runs, which go on
 *   beside the browser tests
 * @returns {Promise<import('./test-report.mjs').Counts[]>}
 */
export async function runProjects(more, besides = []) {
  if (more.some((argument) => !argument.startsWith('-'))) {
    return [await runTests(Object.values(LANES).flat(), more)]
  }
  const rest = async () => {
    const runs = [await runTests(LANES.servers, more, { nice: BESIDE_BROWSERS })]
    for (const further of besides) runs.push(await further())
    return runs
  }
  const [browsers, others] = await Promise.all([runTests(LANES.browsers, more), rest()])
  const last = await Promise.all([
    runTests(LANES.measured, more),
    runTests(LANES.units, more, { nice: LEAST }),
  ])
  return [...others, browsers, ...last]
}

/**
 * Runs these projects of vitest.config.ts to their end.
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
 * @property {number} [nice] for runs beside another: how far it leaves the other the CPU time, up to 19;
 *   the output is printed in one piece at the end
 */

/**
 * Runs Node; resolves with its exit code.
 * @param {string[]} args
 * @param {Where} [where]
 * @returns {Promise<number | null>}
 */
export function run(args, { node = process.execPath, cwd, env, nice = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = nice > 0 ? 'pipe' : 'inherit'
    const child = spawn(node, args, { stdio: ['ignore', stdio, stdio], cwd, env })
    // Only root may give a child a higher priority than this process has.
    if (child.pid !== undefined) setPriority(child.pid, Math.max(nice, getPriority()))
    /** @type {Buffer[]} */
    const output = []
    child.stdout?.on('data', (bytes) => output.push(bytes))
    child.stderr?.on('data', (bytes) => output.push(bytes))
    child.on('error', reject)
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output))
      resolve(code)
    })
  })
}

/**
 * Prints the slowest files, what failed, and the last line, which machines read; sets the exit code.
 * @param {import('./test-report.mjs').Counts[]} runs
 */
export function conclude(runs) {
  for (const { name, ms } of slowestFiles(runs)) {
    console.log(`${(ms / 1000).toFixed(1).padStart(6)} s ${name}`)
  }
  for (const failure of runs.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`)
  const passed = runs.reduce((sum, counts) => sum + counts.passed, 0)
  const failed = runs.reduce((sum, counts) => sum + counts.failed, 0)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}

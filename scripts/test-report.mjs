/** Reads what vitest's JSON reporter wrote. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Longer failure messages are cut: vitest's own output has them in full. */
const MESSAGE_CHARACTERS = 600
/** How many of the slowest files are printed. */
const SLOWEST = 10

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures name and message of each test that failed
 * @property {{ name: string, ms: number }[]} files how long the tests of each file took
 */

/**
 * A test file in the report.
 * @typedef {object} FileReport
 * @property {string} name
 * @property {string} status
 * @property {string} message
 * @property {number} startTime ms since 1970
 * @property {number} endTime ms since 1970
 * @property {{ fullName: string, status: string, failureMessages: string[] }[]} assertionResults
 */

/**
 * Counts a report. A file that cannot be loaded, a test that did not run and a report without
 * tests each count as a failure: none of them proves anything.
 * @param {string} path
 * @returns {Counts}
 */
export function readReport(path) {
  /** @type {{ testResults: FileReport[] }} */
  let report
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return failedBecause(`vitest left no report: ${String(error)}`)
  }
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, failures: [], files: [] }
  for (const file of report.testResults) countFile(counts, file)
  return counts.passed + counts.failed === 0 ? failedBecause('no test ran') : counts
}

/**
 * What stands for a run that could not take place.
 * @param {string} reason
 * @returns {Counts}
 */
export function failedBecause(reason) {
  return { passed: 0, failed: 1, failures: [reason], files: [] }
}

/**
 * The files whose tests took longest, slowest first: where to look when the tests become slow.
 * @param {Counts[]} runs
 */
export function slowestFiles(runs) {
  const files = runs.flatMap((counts) => counts.files)
  return files.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)
}

/** @param {Counts} counts @param {FileReport} file */
function countFile(counts, file) {
  const { status, message, startTime, endTime, assertionResults } = file
  const name = relative(process.cwd(), file.name)
  const bad = assertionResults.filter((result) => result.status !== 'passed')
  counts.passed += assertionResults.length - bad.length
  counts.failed += bad.length
  counts.files.push({ name, ms: endTime - startTime })
  for (const { fullName, status: ended, failureMessages } of bad) {
    counts.failures.push(shortened(`${name}: ${fullName} (${ended})`, failureMessages.join('\n')))
  }
  if (status === 'passed' || bad.length > 0) return
  counts.failed += 1
  counts.failures.push(shortened(name, message))
}

/** @param {string} title @param {string} message */
function shortened(title, message) {
  return `${title}\n${message.slice(0, MESSAGE_CHARACTERS)}`
}

/** Reads what vitest's JSON reporter wrote. */
import { readFileSync } from 'node:fs'

/** So much of a failure's message is told: the rest stands in the run's own output. */
const MESSAGE_CHARACTERS = 600

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures name and message of each that failed
 */

/**
 * A test file in the report.
 * @typedef {object} FileReport
 * @property {string} name
 * @property {string} status
 * @property {string} message
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
  const counts = { passed: 0, failed: 0, failures: [] }
  for (const file of report.testResults) countFile(counts, file)
  return counts.passed + counts.failed === 0 ? failedBecause('no test ran') : counts
}

/**
 * What stands for a run that could not take place.
 * @param {string} reason
 * @returns {Counts}
 */
export function failedBecause(reason) {
  return { passed: 0, failed: 1, failures: [reason] }
}

/** @param {Counts} counts @param {FileReport} file */
function countFile(counts, { name, status, message, assertionResults }) {
  const bad = assertionResults.filter((result) => result.status !== 'passed')
  counts.passed += assertionResults.length - bad.length
  counts.failed += bad.length
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

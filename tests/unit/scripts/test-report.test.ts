import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readReport, slowestFiles } from '../../../scripts/test-report.mjs'
import { tempDir } from '../../support/temp-dir.ts'

const passed = { status: 'passed', fullName: 'rings', failureMessages: [] }
const failed = { status: 'failed', fullName: 'is heard', failureMessages: ['no sound'] }
const skipped = { status: 'skipped', fullName: 'stops', failureMessages: [] }

const file = (status: string, assertionResults: readonly object[], message = '') => ({
  name: join(process.cwd(), 'ring.test.ts'),
  status,
  message,
  startTime: 1_000,
  endTime: 3_500,
  assertionResults,
})

function read(...testResults: object[]) {
  const path = join(tempDir(), 'report.json')
  writeFileSync(path, JSON.stringify({ testResults }))
  return readReport(path)
}

test('counts what passed', () => {
  expect(read(file('passed', [passed, passed]))).toEqual({
    passed: 2,
    failed: 0,
    failures: [],
    files: [{ name: 'ring.test.ts', ms: 2_500 }],
  })
})

test('names what failed or did not run, with its message', () => {
  expect(read(file('failed', [passed, failed, skipped]))).toMatchObject({
    passed: 1,
    failed: 2,
    failures: ['ring.test.ts: is heard (failed)\nno sound', 'ring.test.ts: stops (skipped)\n'],
  })
})

test('a file that could not be loaded is a failure', () => {
  const counts = read(file('passed', [passed]), file('failed', [], 'no such module'))
  expect(counts).toMatchObject({ passed: 1, failed: 1, failures: ['ring.test.ts\nno such module'] })
})

test('a report without tests is a failure, and so is none', () => {
  expect(read()).toMatchObject({ passed: 0, failed: 1 })
  expect(readReport(join(tempDir(), 'none.json'))).toMatchObject({ passed: 0, failed: 1 })
})

test('the ten slowest files of all runs are named, the slowest first', () => {
  const run = (...times: number[]) => ({
    passed: 1,
    failed: 0,
    failures: [],
    files: times.map((ms) => ({ name: `${ms}`, ms })),
  })
  const slowest = slowestFiles([run(3, 11, 5, 9, 1, 2), run(10, 4, 7, 8, 6, 12)])
  expect(slowest.map(({ ms }) => ms)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readReport } from '../../../scripts/test-report.mjs'
import { tempDir } from '../../support/temp-dir.ts'

const passed = { status: 'passed', fullName: 'rings', failureMessages: [] }
const failed = { status: 'failed', fullName: 'is heard', failureMessages: ['no sound'] }
const skipped = { status: 'skipped', fullName: 'stops', failureMessages: [] }

const file = (status: string, assertionResults: readonly object[], message = '') => ({
  name: 'ring.test.ts',
  status,
  message,
  assertionResults,
})

function read(...testResults: object[]) {
  const path = join(tempDir(), 'report.json')
  writeFileSync(path, JSON.stringify({ testResults }))
  return readReport(path)
}

test('counts what passed', () => {
  expect(read(file('passed', [passed, passed]))).toEqual({ passed: 2, failed: 0, failures: [] })
})

test('names what failed or did not run, with its message', () => {
  expect(read(file('failed', [passed, failed, skipped]))).toEqual({
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

/** world: the native module is missing, truncated, or of another Node. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nativeProblem as problemOf } from '../../../push-server/store/native-module.ts'
import { isWhole, nativeProblem } from '../../../scripts/native-module.mjs'
import { tempDir } from '../../support/temp-dir.ts'

const there = createRequire(import.meta.url).resolve(
  'better-sqlite3/build/Release/better_sqlite3.node',
)

/** A `require` that finds the module at this path. */
const finding = (file: string) =>
  Object.assign(() => undefined, { resolve: () => file }) as unknown as NodeJS.Require

describe('world: the native module', () => {
  it('is looked at before it is loaded', () => {
    expect(isWhole(there)).toBe(true)
    expect(nativeProblem()).toBeNull()
  })

  it('that is truncated is told in one line, where loading it would end the process', () => {
    const file = join(tempDir(), 'module.node')
    copyFileSync(there, file)
    writeFileSync(file, readFileSync(there).subarray(0, 100_000))
    expect(isWhole(file)).toBe(false)
    expect(nativeProblem(finding(file))).toMatch(/not complete; run npm ci again.*\.$/)
  })

  it('that is missing is told in one line', () => {
    const nowhere = createRequire(join(tempDir(), 'x.js'))
    expect(nativeProblem(nowhere)).toMatch(/missing; run npm ci again.*\.$/)
  })

  it.each([
    [
      Object.assign(new Error('The module was compiled against NODE_MODULE_VERSION 115'), {
        code: 'ERR_DLOPEN_FAILED',
      }),
    ],
    [new Error('Could not locate the bindings file. Tried: …')],
    [Object.assign(new Error("Cannot find module 'better-sqlite3'"), { code: 'MODULE_NOT_FOUND' })],
  ])('that cannot be loaded is no problem of the data folder: %s', (error) => {
    expect(problemOf(error)).toMatch(/^Peal cannot load better-sqlite3 .*npm ci.*\.$/)
    expect(problemOf(new Error('SQLITE_CANTOPEN'))).toBeNull()
  })
})

/** world: the native module is missing, truncated, or of another Node. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nativeProblem as problemOf } from '../../../push-server/store/native-module.ts'
import { loadPasswords } from '../../../push-server/people/passwords.ts'
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
    expect(nativeProblem(finding(file))).toMatch(/not complete; install it again.*\.$/)
  })

  it('that is missing is told in one line', () => {
    const nowhere = createRequire(join(tempDir(), 'x.js'))
    expect(nativeProblem(nowhere)).toMatch(/missing; install it again.*\.$/)
  })

  it('of passwords is looked at, too: told in one line if it is truncated or missing', () => {
    const argon2 = join(tempDir(), 'argon2')
    const part = `@node-rs/argon2-${process.platform}-${process.arch}-gnu`
    mkdirSync(argon2)
    writeFileSync(
      join(argon2, 'package.json'),
      JSON.stringify({
        optionalDependencies: { [part]: '1.0.0', '@node-rs/argon2-other': '1.0.0' },
      }),
    )
    const installed = (name: string) =>
      name.startsWith('better-sqlite3') ? there : join(argon2, 'package.json')
    const require = Object.assign(() => undefined, { resolve: installed })
    const problem = () => nativeProblem(require as unknown as NodeJS.Require)
    expect(problem()).toMatch(/argon2 is missing; install it again.*\.$/)
    const folder = join(argon2, 'node_modules', part)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ main: 'argon2.node' }))
    const whole = readFileSync(there)
    for (const length of [0, 1_000, Math.floor(whole.length * 0.97)]) {
      writeFileSync(join(folder, 'argon2.node'), whole.subarray(0, length))
      expect(problem()).toMatch(/argon2 is not complete; install it again.*\.$/)
    }
    writeFileSync(join(folder, 'argon2.node'), whole)
    expect(problem()).toBeNull()
  })

  it('of passwords is loaded at the start, which says in one line if that fails', async () => {
    await loadPasswords()
    const broken = () => Promise.reject(new Error('Cannot find native binding. npm has a bug …'))
    await expect(loadPasswords(broken)).rejects.toThrow(
      /^Peal cannot load @node-rs\/argon2 .*npm ci.*\.$/,
    )
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

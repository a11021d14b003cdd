/** Tests when a start builds, with a copy of the scripts beside a few sources. */
import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import type * as Built from '../../../scripts/built.mjs'
import { TOP } from '../../support/sources.ts'
import { tempDir } from '../../support/temp-dir.ts'

const SOURCE = 'push-server/rooms/room.ts'
const SOURCES = ['protocol/call.ts', 'public/icon.svg', SOURCE, 'pwa/app.ts']

/** A source tree with a recorded build. */
async function builtTree() {
  const top = tempDir()
  const copy = (folder: string, which: RegExp) => {
    mkdirSync(join(top, folder), { recursive: true })
    for (const name of readdirSync(join(TOP, folder)).filter((name) => which.test(name))) {
      copyFileSync(join(TOP, folder, name), join(top, folder, name))
    }
  }
  copy('.', /\.(json|ts)$/)
  copy('scripts', /\.mjs$/)
  mkdirSync(join(top, 'dist/server'), { recursive: true })
  for (const path of SOURCES) {
    mkdirSync(join(top, path, '..'), { recursive: true })
    writeFileSync(join(top, path), path)
  }
  const url = pathToFileURL(join(top, 'scripts/built.mjs')).href
  const built = (await import(/* @vite-ignore */ url)) as typeof Built
  built.writeStamp(built.lookAtSources())
  const at = (path: string) => join(top, path)
  return { built, at }
}

/** Changes only the file's time. */
function touch(path: string): void {
  utimesSync(path, new Date(), new Date(Date.now() + 1_000))
}

describe('the build', () => {
  test('is up to date while no source has changed', async () => {
    const { built, at } = await builtTree()
    expect(built.isBuilt()).toBe(true)
    writeFileSync(at('dist/server/main.js'), '')
    writeFileSync(at('scripts/soak.mjs'), '')
    expect(built.isBuilt()).toBe(true)
  })

  test('is up to date if only times have changed, and records them', async () => {
    const { built, at } = await builtTree()
    const before = built.readStamp()
    touch(at(SOURCE))
    expect(built.isBuilt()).toBe(true)
    const after = built.readStamp()
    expect(after.sources).toBe(before.sources)
    expect(after.glance).not.toBe(before.glance)
  })

  test.each([...SOURCES, 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs'])(
    'is out of date when %s has changed, also by one letter',
    async (path) => {
      const { built, at } = await builtTree()
      writeFileSync(at(path), 'one')
      built.writeStamp(built.lookAtSources())
      expect(built.isBuilt()).toBe(true)
      writeFileSync(at(path), 'two')
      touch(at(path))
      expect(built.isBuilt()).toBe(false)
    },
  )

  test('is out of date when a source is new, gone or of another name', async () => {
    for (const change of [
      (at: (path: string) => string) => writeFileSync(at('pwa/new.ts'), ''),
      (at: (path: string) => string) => rmSync(at(SOURCE)),
      (at: (path: string) => string) => renameSync(at('pwa/app.ts'), at('pwa/main.ts')),
    ]) {
      const { built, at } = await builtTree()
      change(at)
      expect(built.isBuilt()).toBe(false)
    }
  })

  test('is out of date if none was recorded', async () => {
    const { built, at } = await builtTree()
    rmSync(at('dist/built.json'))
    expect(built.isBuilt()).toBe(false)
    writeFileSync(at('dist/built.json'), '{')
    expect(built.isBuilt()).toBe(false)
  })
})

test('a start builds after a change, and not again before the next', async () => {
  const { at } = await builtTree()
  writeFileSync(
    at('scripts/build.mjs'),
    `import { lookAtSources, writeStamp } from './built.mjs'
    export async function buildIfNeeded(say) {
      say('Building')
      writeStamp(lookAtSources())
    }`,
  )
  const program = `export const runServer = () => console.log('runs'), runCli = runServer`
  writeFileSync(at('dist/server/programs.mjs'), program)
  const start = () => promisify(execFile)(process.execPath, [at('scripts/start.mjs')])
  expect(await start()).toEqual({ stdout: 'runs\n', stderr: 'Building\n' })
  expect(await start()).toEqual({ stdout: 'runs\n', stderr: '' })
  writeFileSync(at(SOURCE), 'changed')
  expect(await start()).toEqual({ stdout: 'runs\n', stderr: 'Building\n' })
})

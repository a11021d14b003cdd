/** What a container has: the build, the packages that it needs, and no sources. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

it('the build starts without sources, in a folder that it may not write to', async () => {
  const top = tempDir()
  mkdirSync(join(top, 'scripts'))
  for (const path of ['package.json', 'scripts/start.mjs', 'scripts/built.mjs', 'dist']) {
    cpSync(path, join(top, path), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(top, 'node_modules'))
  const env = { ...process.env, PEAL_DATA: join(tempDir(), 'data'), PORT: '0', PEAL_STUN_PORT: '0' }
  const peal = spawn(process.execPath, ['scripts/start.mjs'], { cwd: top, env })
  onTestFinished(() => void peal.kill('SIGKILL'))
  let said = ''
  const listening = await new Promise<boolean>((done) => {
    peal.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      if (/^Peal is listening/m.test(said)) done(true)
    })
    peal.once('exit', () => done(false))
  })
  expect([listening, said]).toEqual([true, expect.not.stringContaining('Building')])
})

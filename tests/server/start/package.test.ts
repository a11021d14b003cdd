/** What `npm pack` makes, installed elsewhere: the build, the packages that it needs, and no sources. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { TOP } from '../../support/sources.ts'
import { tempDir } from '../../support/temp-dir.ts'

const exec = promisify(execFile)

/** Compiling it takes a minute, so the test brings the one of this clone, which is of the same Node. */
const COMPILED = 'better-sqlite3/build/Release/better_sqlite3.node'

/** Installs the package into an empty folder, as a user of npm would. */
async function install(): Promise<string> {
  const folder = tempDir()
  await exec('npm', ['pack', '--pack-destination', folder], { cwd: TOP })
  const [archive = ''] = readdirSync(folder)
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']
  await exec('npm', ['install', '--prefix', folder, ...flags, join(folder, archive)])
  const native = join(folder, 'node_modules', COMPILED)
  mkdirSync(dirname(native), { recursive: true })
  copyFileSync(createRequire(import.meta.url).resolve(COMPILED), native)
  return folder
}

/** Packing and installing, on a busy machine. */
const INSTALL_MS = 180_000

it(
  'the package installs in an empty folder as `peal`, which runs the server and commands',
  async () => {
    const folder = await install()
    const modules = join(folder, 'node_modules')
    expect(readdirSync(join(modules, 'peal')).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'scripts',
    ])
    expect(readdirSync(join(modules, 'peal/scripts')).sort()).toEqual(['built.mjs', 'start.mjs'])
    // What is bundled into the build is not installed again.
    expect(readdirSync(modules)).not.toContain('hono')

    const env = {
      ...process.env,
      PEAL_DATA: join(tempDir(), 'data'),
      PORT: '0',
      PEAL_STUN_PORT: '0',
    }
    const help = await exec('npx', ['--offline', 'peal', '--help'], { cwd: folder, env })
    expect(help.stdout).toMatch(/^Usage: peal <command> \[--json\]\n\n {2}member add <handle> /)

    const peal = spawn(join(modules, '.bin/peal'), { cwd: folder, env })
    onTestFinished(() => void peal.kill('SIGKILL'))
    let said = ''
    const listening = new Promise<string>((done) => {
      peal.stdout.on('data', (part: Buffer) => {
        said += part.toString()
        const [, origin] = /^Peal is listening on (\S+)$/m.exec(said) ?? []
        if (origin !== undefined) done(origin)
      })
      peal.stderr.on('data', (part: Buffer) => (said += part.toString()))
      peal.once('exit', () => done(''))
    })
    const origin = await listening
    expect([origin, said]).toEqual([
      expect.stringMatching(/^http:\/\/localhost:\d+$/),
      expect.not.stringContaining('Building'),
    ])
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    const args = ['member', 'add', 'ada', '--name', 'Ada Lovelace', '--json']
    const added = await exec(join(modules, '.bin/peal'), args, { cwd: folder, env })
    expect(JSON.parse(added.stdout)).toMatchObject({ handle: 'ada' })

    peal.kill('SIGTERM')
    await once(peal, 'exit')
    // The next start compiles nothing, even if another user runs it.
    const cache = statSync(join(modules, 'peal/dist/server/main.cjs.cache'))
    expect(cache.mode & 0o444).toBe(0o444)
  },
  INSTALL_MS,
)

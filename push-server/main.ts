/** The server's program: settings, start, the lines that it prints, the end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartProblem } from './admin/data-folder.ts'
import { demoLines, fillDemo } from './demo/demo-people.ts'
import { createLog } from './log.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { startPeal } from './start.ts'
import type { StartOptions } from './start.ts'
import { stopAndExit } from './stopping.ts'

/** Where the program's own files lie. */
export interface Places {
  /** The built app. */
  readonly pwaFolder: string
  /** The pictures of the demo's people. */
  readonly portraitFolder: string
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function refuse(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

/** Only this user may read what the server writes. */
const OWNER_ONLY_UMASK = 0o077

async function serve(
  settings: Settings,
  options: StartOptions,
  portraits: string | null,
): Promise<void> {
  const log = createLog(settings.logLevel)
  const peal = await startPeal(settings, { ...options, log })
  process.on('unhandledRejection', (error) => log.error({ error }, 'a promise was left alone'))

  const stop = (signal: string) => {
    log.info({ signal }, 'stopping')
    stopAndExit({ stop: () => peal.stop(), exit: (code) => process.exit(code), log })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  if (portraits !== null) {
    const links = await fillDemo(peal.people, portraits)
    demoLines(peal.origin, links).forEach(say)
    return
  }
  say(`Peal is listening on ${peal.origin}`)
  if (peal.setupUrl !== null) say(`Create the first admin: ${peal.setupUrl}`)
}

/**
 * Runs the server until it is told to stop. `demo`: on a folder of its own that goes with it, with
 * three people in it, and without limits.
 */
export async function run(places: Places, demo: boolean): Promise<void> {
  process.umask(OWNER_ONLY_UMASK)
  const folder = demo ? mkdtempSync(join(tmpdir(), 'peal-demo-')) : null
  process.once('exit', () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  })
  const quiet = process.env['LOG_LEVEL'] ?? 'warn'
  const env =
    folder === null ? process.env : { ...process.env, PEAL_DATA: folder, LOG_LEVEL: quiet }
  const read = readSettings(env)
  if (!read.ok) return refuse(read.problem)
  try {
    await serve(
      read.settings,
      { pwaFolder: places.pwaFolder, limits: !demo, stunIfFree: demo },
      demo ? places.portraitFolder : null,
    )
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    refuse(error.message)
  }
}

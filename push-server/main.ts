/** The server's program: reads the settings, starts Peal, prints its lines, stops on signals. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillDemo } from './demo/demo-people.ts'
import { OTHERS } from './file-modes.ts'
import { createLog } from './log.ts'
import { withSecretFiles } from './secret-files.ts'
import { readSettings, type Settings } from './settings.ts'
import { StartProblem } from './start-problem.ts'
import { startPeal, type Peal, type StartOptions } from './start.ts'
import { stopAndExit } from './stopping.ts'

/** Where the build put the program's files. */
interface Places {
  /** The built app. */
  readonly pwaFolder: string
  /** The portraits of the demo's members. */
  readonly portraitFolder: string
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function refuse(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

async function serve(
  settings: Settings,
  options: StartOptions,
  portraits: string | null,
): Promise<void> {
  const log = createLog(settings.logLevel)
  let running: Peal | null = null
  const stop = (why: Readonly<Record<string, string>>, isFault: boolean) => {
    log.info(why, 'stopping')
    const exit = (code: 0 | 1) => process.exit(isFault ? 1 : code)
    stopAndExit({ stop: async () => running?.stop(), exit, log })
  }
  const onDatabaseLost = () => stop({ because: 'another server has the database' }, true)
  const peal = await startPeal(settings, { ...options, log, onDatabaseLost })
  running = peal
  process.on('unhandledRejection', (error) =>
    log.error({ error }, 'a promise was rejected and not handled'),
  )

  process.once('SIGTERM', (signal) => stop({ signal }, false))
  process.once('SIGINT', (signal) => stop({ signal }, false))

  if (portraits !== null) {
    return (await fillDemo(peal.people, portraits, peal.origin)).forEach(say)
  }
  say(`Peal is listening on ${peal.origin}`)
  if (peal.setupUrl !== null) say(`Create the first admin: ${peal.setupUrl}`)
}

/**
 * Runs the server until it is told to stop. `demo`: in a temporary folder, with three members and
 * without limits.
 */
export async function run(places: Places, demo: boolean): Promise<void> {
  process.umask(OTHERS)
  const folder = demo ? mkdtempSync(join(tmpdir(), 'peal-demo-')) : null
  process.once('exit', () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  })
  const quiet = process.env['LOG_LEVEL'] ?? 'warn'
  const env =
    folder === null
      ? process.env
      : { ...process.env, PEAL_DATA: folder, DATABASE_URL: '', LOG_LEVEL: quiet }
  const filled = withSecretFiles(env)
  const read = filled.ok ? readSettings(filled.env) : filled
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

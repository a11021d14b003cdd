/** `peal`, the administrators' command line: asks the running server, or else works on the data folder. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { CATALOGUE } from '../protocol/connectors/catalogue.ts'
import { askServer } from './admin/admin-socket.ts'
import { backUp } from './admin/backup.ts'
import { command, ownCommand, problem } from './admin/commands.ts'
import type { Command, Outcome, OwnCommand } from './admin/commands.ts'
import { databaseFile, databaseOf, lockFolder } from './admin/data-folder.ts'
import { inForce, readInstallationSettings } from './admin/installation-settings.ts'
import { openDatabase } from './admin/open-database.ts'
import { restore } from './admin/restore.ts'
import { runCommand } from './admin/run-command.ts'
import { createLocalBus } from './bus/bus.ts'
import type { BusMessage } from './bus/bus-message.ts'
import { createNews } from './bus/news.ts'
import { NO_ATTACKS } from './http/attack-log.ts'
import { systemClock } from './clock.ts'
import { openConnectors } from './connectors/connectors.ts'
import { OTHERS } from './file-modes.ts'
import { silentLog } from './log.ts'
import { createPeople } from './people/people.ts'
import { NO_LIMITS } from './people/sign-in-limits.ts'
import { openVapidKeys } from './push/vapid-keys.ts'
import { nativeProblem } from './store/native-module.ts'
import { withSecretFiles } from './secret-files.ts'
import { originOf, readSettings, socketPath, type Settings } from './settings.ts'
import { InUse, StartProblem } from './start-problem.ts'

/** A server that starts or stops holds the lock but does not answer: the command is tried again. */
const RETRY_EVERY_MS = 200
const RETRY_FOR_MS = 10_000

const OPTIONS = {
  json: { type: 'boolean' },
  name: { type: 'string' },
  admin: { type: 'boolean' },
  device: { type: 'string' },
  reuse: { type: 'boolean' },
  'sign-out': { type: 'boolean' },
  to: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type AnyCommand = Command | OwnCommand

/** Whether the command was typed as `npm run peal` in a clone; else Peal is installed. */
const isByNpm = process.env['npm_lifecycle_event'] === 'peal'

/** Resolves a path from where the command was typed: `npm run` changes to Peal's own folder. */
function fromHere(file: string): string {
  return resolve(isByNpm ? (process.env['INIT_CWD'] ?? '') : '', file)
}

/** The argument and the options of each command, by the names of its fields, as the help shows them. */
const COMMANDS: Record<AnyCommand['do'], string> = {
  'member add': '<handle> --name "Ada Lovelace" [--admin] [--reuse]',
  'member list': '',
  'member handle': '<handle> --to <handle> [--reuse]',
  'member remove': '<handle>',
  'member restore': '<handle> [--to <handle>]',
  'sign-in-link': '<handle> [--device mobile|desktop]',
  'connector list': '',
  'connector enable': '<id>',
  'connector disable': '<id>',
  'vapid rotate': '',
  backup: '<file>',
  restore: '<file> [--sign-out]',
  migrate: '--to <DATABASE_URL>',
  doctor: '',
}
const USAGE = [
  `Usage: ${isByNpm ? 'npm run -s peal --' : 'peal'} <command> [--json]\n`,
  ...Object.entries(COMMANDS).map(([name, takes]) => `  ${name} ${takes}`.trimEnd()),
  '\nWithout a command it starts the server. --demo starts one with three people, which keeps nothing.',
].join('\n')

type Parsed =
  | { kind: 'command'; command: AnyCommand; json: boolean }
  | { kind: 'help' }
  | { kind: 'usage'; problem: string }

function usage(problem: string): Parsed {
  return { kind: 'usage', problem }
}

function isCommand(said: string): said is AnyCommand['do'] {
  return Object.hasOwn(COMMANDS, said)
}

/** What is wrong with a value, by the field that the schema rejected. */
const FIELD_PROBLEMS: Readonly<Record<string, string>> = {
  to: '--to is needed: a handle, or the database to migrate to',
  handle: 'a handle is 2 to 32 of a-z, 0-9, ".", "_" and "-", and begins with a letter or a digit',
  name: '--name takes 1 to 80 characters on one line, one of them visible, with at most four marks over a letter',
  device: '--device is "mobile" or "desktop"',
  id: 'that is no id of a connector',
}

/** Reads the arguments. */
export function parseCommand(args: readonly string[]): Parsed {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  if (values.help === true) return { kind: 'help' }
  const [first = '', second = ''] = positionals
  const name = isCommand(first) ? first : `${first} ${second}`
  if (!isCommand(name)) {
    return usage(first === '' ? 'no command given' : `there is no command "${name.trim()}"`)
  }
  const argument = /^<(\w+)>/.exec(COMMANDS[name])?.[1]
  const options = [...COMMANDS[name].matchAll(/--([\w-]+)/g)].map(([, option]) => option)
  const [value = '', ...more] = positionals.slice(name.split(' ').length)
  if ((argument !== undefined) !== (value !== '') || more.length > 0) {
    return usage(`"${name}" takes ${argument === undefined ? 'no argument' : 'one argument'}`)
  }
  const { json = false, ...fields } = values
  const foreign = Object.keys(fields).find((option) => !options.includes(option))
  if (foreign !== undefined) return usage(`"${name}" has no option --${foreign}`)
  const checked = v.safeParse(v.variant('do', [command, ownCommand]), {
    do: name,
    ...fields,
    ...(argument && { [argument]: argument === 'file' ? fromHere(value) : value }),
  })
  if (!checked.success) {
    const field = checked.issues[0].path?.[0]?.key
    return usage(FIELD_PROBLEMS[String(field)] ?? checked.issues[0].message)
  }
  return { kind: 'command', command: checked.output, json }
}

/** Runs the command on the database, while no server runs on it. @throws InUse, StartProblem */
async function runHere(settings: Settings, asked: Command): Promise<Outcome> {
  const { dataFolder } = settings
  const without = asked.do === 'member add' ? null : withoutPeal(settings)
  if (without !== null) return without
  const lock = lockFolder(dataFolder)
  try {
    const store = await openDatabase(settings, () => undefined)
    try {
      // No page is connected.
      const news = createNews(createLocalBus<BusMessage>())
      const people = createPeople({
        store,
        clock: systemClock,
        news,
        attacks: NO_ATTACKS,
        log: silentLog,
        origin: originOf(settings),
        limits: NO_LIMITS,
        accountTypes: () => [],
        // The next start reads the rows.
        events: {
          onDeviceOut: () => undefined,
          onMemberOut: () => undefined,
          onRingHere: () => undefined,
          onMemberChanged: () => undefined,
          onAdminChanged: () => undefined,
          onBlocked: () => undefined,
        },
      })
      const connectors = await openConnectors({
        store,
        clock: systemClock,
        news,
        catalogue: CATALOGUE,
      })
      const push = {
        rotateKeys: async () => (await (await openVapidKeys(store)).rotate(systemClock.now())).id,
      }
      return await runCommand({ people, connectors, push }, asked)
    } finally {
      await store.close()
    }
  } finally {
    lock.release()
  }
}

/** The problem where no Peal was ever started on the folder; null: one was, or the rows are elsewhere. */
function withoutPeal({ dataFolder, databaseUrl }: Settings): Outcome | null {
  if (databaseUrl !== null || existsSync(databaseFile(dataFolder))) return null
  return problem(`PEAL_DATA: ${dataFolder} holds no Peal yet; start it once first.`)
}

/** `isBad`: the outcome is printed like a success, but the exit status is 1. */
type Carried = Outcome & { readonly isBad?: boolean }

async function examine(settings: Settings): Promise<Carried> {
  const { stunPort } = settings
  const database = databaseOf(settings)
  const servers = inForce(settings, await readInstallationSettings(database))
  const doctor = await import('./doctor/doctor.ts')
  const deps = {
    settings,
    origin: originOf(settings),
    stunPort: stunPort === 0 ? null : stunPort,
    clock: systemClock,
    database,
  }
  const findings = await doctor.examine(deps, servers)
  const ok = findings.every(({ status }) => status !== 'failed')
  return { ok: true, json: { ok, findings }, lines: findings.flatMap(doctor.linesOf), isBad: !ok }
}

/** What PostgreSQL's own tools do, as the rows are not in a file of Peal's. */
const BY_POSTGRES = {
  backup:
    'DATABASE_URL is set: back that database up with pg_dump, or by archiving its WAL, which loses nothing.',
  restore: 'DATABASE_URL is set: restore that database with pg_restore, or from its archived WAL.',
} as const

/** Asks whoever restores a backup at a terminal; a script says it by the option. */
async function wantsSignOut(): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const said = await lines.question(
    'Sign everybody out? Say yes if somebody else may have had the backup. [y/N] ',
  )
  lines.close()
  return /^y(es)?$/i.test(said.trim())
}

/** Copies the data folder into a database of PostgreSQL, while no server runs on either. */
async function moveTo(settings: Settings, to: string): Promise<Outcome> {
  const target = readSettings({ DATABASE_URL: to })
  if (!target.ok) return problem(target.problem)
  const without = withoutPeal({ ...settings, databaseUrl: null })
  if (without !== null) return without
  // Imported only here, because no other command needs this code.
  const { moveToPostgres } = await import('./admin/move-to-postgres.ts')
  return moveToPostgres(settings.dataFolder, to)
}

async function carryOut(settings: Settings, asked: AnyCommand): Promise<Carried> {
  const { dataFolder } = settings
  switch (asked.do) {
    case 'backup':
      if (settings.databaseUrl !== null) return problem(BY_POSTGRES.backup)
      return withoutPeal(settings) ?? backUp(databaseFile(dataFolder), asked.file)
    case 'restore':
      if (settings.databaseUrl !== null) return problem(BY_POSTGRES.restore)
      return restore(dataFolder, asked.file, asked['sign-out'] ?? (await wantsSignOut()))
    case 'migrate':
      return moveTo(settings, asked.to)
    case 'doctor':
      return examine(settings)
    default:
      return askOrRunHere(settings, asked)
  }
}

async function askOrRunHere(settings: Settings, asked: Command): Promise<Outcome> {
  const started = performance.now()
  for (;;) {
    const answered = await askServer(socketPath(settings.dataFolder), asked)
    if (answered !== null) return answered
    try {
      return await runHere(settings, asked)
    } catch (error) {
      if (!(error instanceof InUse) || performance.now() - started > RETRY_FOR_MS) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS))
    }
  }
}

function refuse(line: string, exitCode: 1 | 2): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = exitCode
}

/** Runs one command; `args` without the program's name. Exit status 1: it failed; 2: wrong usage. */
export async function run(args: readonly string[]): Promise<void> {
  process.umask(OTHERS)
  const parsed = parseCommand(args)
  if (parsed.kind === 'help') return void process.stdout.write(`${USAGE}\n`)
  if (parsed.kind === 'usage') return refuse(`peal: ${parsed.problem}\n\n${USAGE}`, 2)
  const filled = withSecretFiles(process.env)
  const read = filled.ok ? readSettings(filled.env) : filled
  if (!read.ok) return refuse(read.problem, 1)
  try {
    const result = await carryOut(read.settings, parsed.command)
    if (!result.ok) return refuse(result.problem, 1)
    const text = parsed.json ? JSON.stringify(result.json) : result.lines.join('\n')
    if (text !== '') process.stdout.write(`${text}\n`)
    if (result.isBad === true) process.exitCode = 1
  } catch (error) {
    const text = nativeProblem(error) ?? (error instanceof Error ? error.message : String(error))
    refuse(error instanceof StartProblem ? text : `peal: ${text}`, 1)
  }
}

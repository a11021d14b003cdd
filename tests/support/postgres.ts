/**
 * A PostgreSQL of the tests' own: started by the first test that asks for it, shared by all files of the run, on a
 * Unix socket in a folder that is thrown away at the end. Nothing else on the machine is touched.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { openPostgresStore } from '../../push-server/store/postgres-store.ts'
import { randomToken } from '../../push-server/random.ts'
import { until } from './until.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the run's PostgreSQL: see `postgres-setup.ts`. */
    postgresFolder: string
    /** The process id of the run. */
    postgresRun: number
  }
}

/** Where Debian's packages put programs that not every user needs, one folder for each version. */
const DEBIAN = '/usr/lib/postgresql'
/** Runs PostgreSQL for as long as the process of the run lives ($0), even if that is killed. */
const BESIDE_RUN = `"$@" & child=$!
  while [ -d "/proc/$0" ] && kill -0 $child 2>/dev/null; do sleep 1; done
  kill -QUIT $child; wait $child`
/** The user that owns the instance where the tests run as root, which PostgreSQL refuses. */
const NOBODY = 65_534
const USERS = '/etc/passwd'
const USER = 'peal'
const MIGRATED = 'migrated'
/** A role that needs a password. */
export const LOCKED = { user: 'locked', password: 'the password of a test' } as const

const SETTINGS = [
  "listen_addresses = ''",
  'max_connections = 300',
  'shared_buffers = 64MB',
  // Nothing has to survive: a commit need not reach the disk.
  'fsync = off',
  'full_page_writes = off',
  'synchronous_commit = on',
  'jit = off',
  'max_locks_per_transaction = 256',
].join('\n')

const RULES = [`local all ${LOCKED.user} scram-sha-256`, 'local all all trust', ''].join('\n')

/** The path of one of PostgreSQL's programs, of its newest version. */
export function program(name: string): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => b - a)
    : []
  const folders = [
    ...versions.map((version) => join(DEBIAN, String(version), 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
  if (found === undefined) throw new Error(`PostgreSQL's ${name} is not installed`)
  return found
}

/** The user and group to run PostgreSQL as; nothing: as whoever runs the tests. */
export function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [, , uid, gid] =
    readFileSync(USERS, 'utf8')
      .split('\n')
      .find((line) => line.startsWith('postgres:'))
      ?.split(':') ?? []
  return { uid: Number(uid ?? NOBODY), gid: Number(gid ?? NOBODY) }
}

/** Lets PostgreSQL write to the folder. */
export function handOver(folder: string): void {
  const { uid, gid } = owner()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
}

/** Makes the files of an instance in which nothing has to survive a power cut. */
export function initialise(data: string): void {
  const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US']
  const made = spawnSync(
    program('initdb'),
    ['-D', data, '-U', USER, '-E', 'UTF8', '-A', 'trust', '--no-sync', ...locale],
    { ...owner(), encoding: 'utf8', cwd: '/' },
  )
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stderr}`)
  appendFileSync(join(data, 'postgresql.conf'), SETTINGS)
  writeFileSync(join(data, 'pg_hba.conf'), RULES)
}

/**
 * Starts the instance whose files are in `data` in this folder, where its socket and its log are, too. Resolves when it
 * answers. It ends with the test run.
 */
export async function runInstance(folder: string): Promise<ChildProcess> {
  const log = openSync(join(folder, 'log'), 'a')
  const run = String(inject('postgresRun'))
  const postgres = [program('postgres'), '-D', join(folder, 'data'), '-k', folder]
  const child = spawn('sh', ['-c', BESIDE_RUN, run, ...postgres], {
    ...owner(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.unref()
  closeSync(log)
  await until('PostgreSQL answers', async () => {
    if (child.exitCode !== null) {
      throw new Error(`PostgreSQL ended:\n${readFileSync(join(folder, 'log'), 'utf8')}`)
    }
    return runSql('SELECT 1', folder).catch(() => null)
  })
  return child
}

/** Starts the instance in `folder`, and resolves when it answers. */
async function start(folder: string): Promise<void> {
  handOver(folder)
  initialise(join(folder, 'data'))
  await runInstance(folder)
  await runSql(`CREATE ROLE ${LOCKED.user} LOGIN PASSWORD '${LOCKED.password}'`, folder)
}

/** Runs `work` in one process of the run; the others wait until it is done. */
async function once(name: string, work: (folder: string) => Promise<void>): Promise<string> {
  const folder = inject('postgresFolder')
  const done = join(folder, `${name} done`)
  if (existsSync(done)) return folder
  try {
    mkdirSync(join(folder, name))
  } catch {
    await until(`${name} is done`, () => existsSync(done))
    return folder
  }
  await work(folder)
  writeFileSync(done, '')
  return folder
}

/** The run's instance, started if it is the first time that a test asks for it. */
const instance = () => once('start', start)

/** Runs SQL at the instance whose socket is in the folder `host`, as its superuser. */
export async function runSql(sql: string, host: string, database = 'postgres'): Promise<unknown[]> {
  const client = new pg.Client({ host, user: USER, database })
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Runs SQL as the owner of everything, as an administrator of PostgreSQL could. Returns its rows. */
export async function asAdministrator(sql: string, database?: string): Promise<unknown[]> {
  return runSql(sql, await instance(), database)
}

/** The address of a database of the instance. `user`: with the password, in this form: `name:password`. */
export function addressOf(folder: string, database: string, user: string = USER): string {
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(folder)}`
}

/** A database for one test, which goes when the test ends: the value of DATABASE_URL. */
async function databaseLike(template: string, user?: string): Promise<string> {
  const name = `peal_${randomToken(9).replace(/\W/g, '').toLowerCase()}`
  const folder = await instance()
  // The files are copied, which is a third of the work while nothing is synced.
  await runSql(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`, folder)
  onTestFinished(async () => void (await runSql(`DROP DATABASE ${name} WITH (FORCE)`, folder)))
  return addressOf(folder, name, user)
}

/** A new, empty database for one test. */
export const freshDatabase = (user?: string) => databaseLike('template0', user)

/** One that has all tables already, as after a first start, which saves most of the time. */
export async function migratedDatabase(): Promise<string> {
  await instance()
  await once('migration', async (folder) => {
    await runSql(`CREATE DATABASE ${MIGRATED} TEMPLATE template0 STRATEGY FILE_COPY`, folder)
    await (await openPostgresStore(addressOf(folder, MIGRATED))).close()
  })
  return databaseLike(MIGRATED)
}

/** The name of the database in such an address. */
export function databaseName(url: string): string {
  return /@\/(\w+)/.exec(url)?.[1] ?? ''
}

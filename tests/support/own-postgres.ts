/** A PostgreSQL that belongs to one test, which may stop it hard, start it again, and let a standby take over. */
import { execFileSync, type ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { addressOf, handOver, initialise, owner, program, runInstance, runSql } from './postgres.ts'
import { until } from './until.ts'

const DATABASE = 'peal'
/** Lets a standby copy the instance and follow it. */
const REPLICATION = 'local replication all trust\n'

/** Makes a folder that PostgreSQL may write to. */
function ownFolder(parent: string, name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder)
  handOver(folder)
  return folder
}

/** A single PostgreSQL server process with its files. */
class Instance {
  readonly folder: string
  #child: ChildProcess | null = null

  constructor(folder: string) {
    this.folder = folder
  }

  sql(text: string): Promise<unknown[]> {
    return runSql(text, this.folder)
  }

  /** Resolves when it answers. */
  async run(): Promise<void> {
    this.#child = await runInstance(this.folder)
  }

  /** Ends it at once, without a checkpoint: the next start has to recover. */
  async crash(): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null) return
    const [pid] = readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n', 1)
    process.kill(Number(pid), 'SIGQUIT')
    await until('PostgreSQL has ended', () => child.exitCode !== null)
  }
}

interface Standby {
  /** Stops it hard. */
  crash(): Promise<void>
  /** Starts it again, and makes it the primary at the same address. The former primary must have ended. */
  takeOver(): Promise<void>
}

/** The instances of one test: a primary, and its standby if the test asks for one. */
export class OwnPostgres {
  /** The value of DATABASE_URL: it leads to whichever instance is the primary now. */
  readonly url: string
  readonly #top: string
  readonly #address: string
  #primary: Instance

  private constructor(top: string) {
    this.#top = top
    this.#address = join(top, 'address')
    this.#primary = new Instance(ownFolder(top, 'first'))
    this.url = addressOf(this.#address, DATABASE)
  }

  /** Starts it with an empty database. It ends with the test. */
  static async start(): Promise<OwnPostgres> {
    const top = mkdtempSync(join(tmpdir(), 'peal-own-'))
    // Servers of other users connect to the sockets in it.
    chmodSync(top, 0o755)
    onTestFinished(() => rmSync(top, { recursive: true, force: true }))
    const own = new OwnPostgres(top)
    const first = own.#primary
    initialise(join(first.folder, 'data'))
    appendFileSync(join(first.folder, 'data/pg_hba.conf'), REPLICATION)
    own.#leadTo(first)
    onTestFinished(() => own.crash())
    await first.run()
    await first.sql(`CREATE DATABASE ${DATABASE} TEMPLATE template0 STRATEGY FILE_COPY`)
    return own
  }

  /** Stops the primary hard. */
  crash(): Promise<void> {
    return this.#primary.crash()
  }

  /** Starts the primary again after a crash. */
  run(): Promise<void> {
    return this.#primary.run()
  }

  /** Runs SQL in the database of Peal. */
  rows(text: string): Promise<unknown[]> {
    return runSql(text, this.#primary.folder, DATABASE)
  }

  /** Starts a standby. From now on, PostgreSQL confirms a commit only after the standby has it, too. */
  async standBy(): Promise<Standby> {
    const primary = this.#primary
    const standby = new Instance(ownFolder(this.#top, 'second'))
    const copy = ['-D', join(standby.folder, 'data'), '-h', primary.folder, '-U', 'peal']
    execFileSync(
      program('pg_basebackup'),
      [...copy, '--write-recovery-conf', '--wal-method=stream', '--checkpoint=fast', '--no-sync'],
      { ...owner(), cwd: '/', stdio: 'pipe' },
    )
    onTestFinished(() => standby.crash())
    await standby.run()
    await primary.sql(`ALTER SYSTEM SET synchronous_standby_names = '*'`)
    await primary.sql('SELECT pg_reload_conf()')
    await until('commits wait for the standby', async () => {
      const states = await primary.sql('SELECT sync_state FROM pg_stat_replication')
      return JSON.stringify(states).includes('"sync"')
    })
    return {
      crash: () => standby.crash(),
      takeOver: async () => {
        await standby.run()
        await standby.sql('SELECT pg_promote()')
        this.#primary = standby
        this.#leadTo(standby)
      },
    }
  }

  #leadTo({ folder }: Instance): void {
    rmSync(this.#address, { force: true })
    symlinkSync(folder, this.#address)
  }
}

/** The built Peal server on a data folder prepared with people, their devices and history. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { memberWords } from '../../protocol/words.ts'
import { sha256 } from '../../push-server/random.ts'
import { openSqliteStore } from '../../push-server/store/sqlite-store.ts'
import { freePort } from '../support/free-port.ts'
import { until } from '../support/until.ts'
import { MeasuredProcess, TOP } from './measured-process.ts'

export const DATABASE = 'peal.db'
const YEAR_MS = 365 * 86_400_000

/** Number of different first names that the people have. */
const FIRST_NAMES = 20

export interface Contents {
  readonly members: number
  /** Rows of history in all; half of them are the first member's. */
  readonly history?: number
}

export const memberId = (index: number) => `m${index}`
export const handleOf = (index: number) => `person${index}`
export const secretOf = (index: number) => sha256(`secret ${index}`)
export const cookieOf = (index: number) => `peal=${secretOf(index)}`

/**
 * Makes a data folder with these people, each with one signed-in desktop. The caller removes it.
 * ANALYZE is not run, as on a real server: its statistics would change SQLite's query plans.
 */
export async function makeData({ members, history = 0 }: Contents): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'peal-bench-'))
  const file = join(folder, DATABASE)
  await (await openSqliteStore(file)).close()
  const database = new Database(file)
  // This speeds up filling the database; the server later opens it with its own settings.
  database.pragma('synchronous = OFF')
  database.pragma('foreign_keys = OFF')
  const now = Date.now()
  database.transaction(() => {
    const member = database.prepare(
      `INSERT INTO member (id, handle, name, admin, created_at) VALUES (?, ?, ?, 0, ?)`,
    )
    const word = database.prepare(`INSERT INTO member_word (word, member_id) VALUES (?, ?)`)
    const device = database.prepare(
      `INSERT INTO device (id, member_id, kind, name, cookie_hash, ring_here, created_at, seen_at,
         expires_at) VALUES (?, ?, 'desktop', 'Bench', ?, 1, ?, ?, ?)`,
    )
    for (let index = 0; index < members; index += 1) {
      const name = `Name${index % FIRST_NAMES} Family${index}`
      member.run(memberId(index), handleOf(index), name, now)
      for (const each of memberWords(handleOf(index), name)) word.run(each, memberId(index))
      device.run(`d${index}`, memberId(index), sha256(secretOf(index)), now, now, now + YEAR_MS)
    }
    const row = database.prepare(
      `INSERT INTO history (member_id, at, call_id, other_id, role, connector_id, reason, missed,
         duration_ms, seen_at) VALUES (?, ?, ?, ?, 'callee', 'webrtc', ?, ?, ?, ?)`,
    )
    for (let index = 0; index < history; index += 1) {
      const owner = index % 2 === 0 ? 0 : 1 + (index % (members - 1))
      const missed = index % 40 === 0
      const unseen = missed && index >= history - 800
      const reason = missed ? 'timeout' : 'completed'
      const other = memberId(1 + ((index * 7) % (members - 1)))
      const at = now - (history - index) * 20
      const seen = unseen ? null : at
      const call = `h${index}`
      row.run(
        memberId(owner),
        at,
        call,
        other,
        reason,
        missed ? 1 : 0,
        missed ? null : 60_000,
        seen,
      )
    }
  })()
  database.close()
  return folder
}

export class PealServer {
  readonly port: number
  readonly process: MeasuredProcess
  readonly #data: string

  private constructor(port: number, process: MeasuredProcess, data: string) {
    this.port = port
    this.process = process
    this.#data = data
  }

  static async start(contents: Contents): Promise<PealServer> {
    const data = await makeData(contents)
    const port = await freePort()
    const measured = new MeasuredProcess(join(TOP, 'dist/server/main.js'), {
      PEAL_DATA: data,
      PORT: String(port),
      HOST: 'localhost',
      PEAL_ORIGIN: `http://localhost:${port}`,
      PEAL_STUN_PORT: '0',
      LOG_LEVEL: 'warn',
    })
    await until('the server listens', async () => {
      if (measured.ended) throw new Error(measured.output)
      return (await fetch(`http://localhost:${port}/healthz`)).ok
    })
    return new PealServer(port, measured, data)
  }

  get database(): string {
    return join(this.#data, DATABASE)
  }

  get origin(): string {
    return `http://localhost:${this.port}`
  }

  async stop(): Promise<void> {
    await this.process.stop()
    rmSync(this.#data, { recursive: true, force: true })
  }
}

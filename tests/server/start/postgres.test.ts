/** The whole server on PostgreSQL, as an administrator starts it. */
import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { freePort } from '../../support/free-port.ts'
import { launch, run } from '../../support/launched.ts'
import type { Launched } from '../../support/launched.ts'
import {
  LOCKED,
  asAdministrator,
  databaseName,
  freshDatabase,
  migratedDatabase,
} from '../../support/postgres.ts'
import { ask, cookieOf, startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const SETUP = /^Create the first admin: http:\/\/localhost:\d+\/join#([\w-]+)$/m

async function listening(peal: Launched): Promise<string> {
  const [, origin = ''] = await peal.line(/^Peal is listening on (http:\/\/\S+)$/m)
  return origin
}

/** What a start is refused with. */
async function refusal(url: string): Promise<string> {
  const { code, stdout, stderr } = await run([], {
    PEAL_DATA: join(tempDir(), 'data'),
    DATABASE_URL: url,
    PORT: '0',
    LOG_LEVEL: 'silent',
  })
  expect([code, stdout]).toEqual([1, ''])
  return stderr
}

describe('npm start with DATABASE_URL', () => {
  it('makes the tables, lets the first admin join, and finds everything again after a kill', async () => {
    const url = await freshDatabase()
    const env = { PEAL_DATA: tempDir(), DATABASE_URL: url, PORT: String(await freePort()) }
    const first = await launch([], env)
    const origin = await listening(first)
    const [, token = ''] = await first.line(SETUP)
    const body = {
      token,
      handle: 'ada',
      name: 'Ada Lovelace',
      password: 'an engine of brass',
      client,
    }
    const joined = await ask(origin, signInApi.join, { body })
    expect(joined.status).toBe(200)
    const headers = { Cookie: cookieOf(joined.headers) }

    // The command line asks the server that has the folder.
    const cli = await run(['member', 'list', '--json'], env)
    expect(JSON.parse(cli.stdout)).toMatchObject([{ handle: 'ada', admin: true }])
    // Another server on the database, from another folder, is told so, and so is a command.
    const other = { ...env, PEAL_DATA: tempDir(), PORT: '0' }
    const second = await run([], other)
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr).toMatch(
      /^DATABASE_URL: Peal is already running on the database "peal_\w+" at \/\S+; stop it first\.\n$/,
    )

    await first.end('SIGKILL')
    // Nobody runs: the command line opens the database itself.
    const direct = await run(['member', 'list', '--json'], other)
    expect(JSON.parse(direct.stdout)).toMatchObject([{ handle: 'ada', admin: true }])
    const again = await launch([], env)
    await listening(again)
    const session = await ask(origin, api.session, { headers })
    expect(session.data?.member).toMatchObject({ handle: 'ada', admin: true })
    const { code, stdout } = await again.end()
    expect(code).toBe(0)
    expect(stdout).not.toMatch(SETUP)
  })

  it('is refused in one line where the database cannot be used, and changes nothing there', async () => {
    const foreign = await freshDatabase()
    await asAdministrator('CREATE TABLE theirs (id int)', databaseName(foreign))
    expect(await refusal(foreign)).toMatch(
      /^DATABASE_URL: the database "\w+" at \S+ is one of another program; name another one\.\n$/,
    )
    const newer = await migratedDatabase()
    await asAdministrator(
      `INSERT INTO schema_migration VALUES ('999-later', 1); UPDATE schema_mark SET oldest = '999-later'`,
      databaseName(newer),
    )
    expect(await refusal(newer)).toMatch(/ was written by a newer Peal; /)
    const careless = await freshDatabase()
    const name = databaseName(careless)
    await asAdministrator(`ALTER DATABASE ${name} SET synchronous_commit = off`)
    expect(await refusal(careless)).toMatch(/synchronous_commit is "off".*; set it to on\.\n$/)
    const [count] = await asAdministrator(
      `SELECT count(*)::int AS tables FROM pg_tables
      WHERE schemaname = 'public'`,
      name,
    )
    expect(count).toEqual({ tables: 0 })
  })

  it('is refused in one line where PostgreSQL does not let it in, without the password', async () => {
    const wrong = await freshDatabase(`${LOCKED.user}:hush`)
    const said = await refusal(wrong)
    expect(said).toMatch(
      /^DATABASE_URL: .* refuses the user \(28P01\); check user and password\.\n$/,
    )
    const missing = wrong.replace(/@\/\w+/, '@/nothing').replace(/\/\/.*@/, '//peal@')
    expect(await refusal(missing)).toMatch(/^DATABASE_URL: there is no database "nothing" at /)
    const port = await freePort()
    const gone = await refusal(`postgresql://peal:hush@127.0.0.1:${port}/peal`)
    expect(gone).toMatch(/ cannot be reached \(ECONNREFUSED\); see that PostgreSQL runs /)
    expect(said + gone).not.toContain('hush')
  })
})

describe('a server on PostgreSQL', () => {
  const onPostgres = async () =>
    startServer({ settings: { databaseUrl: await migratedDatabase() } })

  it('rings, connects, and keeps the history; a missed call is missed; everything is swept', async () => {
    const server = await onPostgres()
    const people = await twoPeople(server)
    const phone = await openPage(server, people.grace)
    const ada = await CallWindow.open(server, people.ada)
    const callId = await ada.place('grace')
    await phone.next('ring')
    await ada.client.ask({ type: 'call.hangup', callId, legId: ada.legId })
    const missed = await phone.next('missed')
    expect(missed.unseen).toBe(1)
    const history = await people.grace.ask(api.history, { body: { filter: 'all' } })
    expect(history.data?.items).toMatchObject([{ callId, missed: true, seen: false }])
    await server.peal.people.sweep()
    await server.peal.calls.sweepHistory()
    await server.peal.calls.sweepDeadlines()
  })

  it('goes on after PostgreSQL has closed all of its connections, and stays the only one', async () => {
    const url = await migratedDatabase()
    const server = await startServer({ settings: { databaseUrl: url } })
    await server.member('ada')
    const name = databaseName(url)
    await asAdministrator(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name}' AND pid <> pg_backend_pid()`)
    await until('it writes again', async () => server.member('grace').catch(() => null))
    expect(await server.peal.people.listMembers()).toHaveLength(2)
    await until('it has its lock again', async () => {
      const [row] = await asAdministrator(
        `SELECT count(*)::int AS held FROM pg_locks JOIN pg_database ON pg_database.oid = database
          WHERE locktype = 'advisory' AND datname = '${name}'`,
      )
      return (row as { held: number }).held === 1
    })
  })

  it('is told when another server took the database while PostgreSQL was away', async () => {
    const url = await migratedDatabase()
    let isLost = false
    await startServer({ settings: { databaseUrl: url }, onDatabaseLost: () => (isLost = true) })
    const other = databaseName(url)
    // As another server would: it waits for the lock, and gets it when the connection of this one ends.
    const taking = asAdministrator(
      `SELECT pg_advisory_lock(hashtextextended('peal server', 0)); SELECT pg_sleep(3)`,
      other,
    )
    await until('the other one waits', async () => {
      const [row] = await asAdministrator(`SELECT count(*)::int AS waiting FROM pg_locks
        JOIN pg_database ON pg_database.oid = database
        WHERE locktype = 'advisory' AND NOT granted AND datname = '${other}'`)
      return (row as { waiting: number }).waiting === 1
    })
    await asAdministrator(`SELECT pg_terminate_backend(pid) FROM pg_locks
      JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND granted AND datname = '${other}'`)
    await until('the first one is told', () => isLost)
    await taking
  })
})

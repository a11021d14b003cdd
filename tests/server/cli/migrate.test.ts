/** migrate: from a data folder to PostgreSQL. */
import { createECDH, createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { openPostgresStore, readPostgres } from '../../../push-server/store/postgres-store.ts'
import type { Tables } from '../../../push-server/store/tables.ts'
import { launch, run } from '../../support/launched.ts'
import { asAdministrator, databaseName, freshDatabase } from '../../support/postgres.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { answeredCall, twoPeople } from '../../support/two-people.ts'

const PHOTO_BYTES = 100_000

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function migrate(folder: string, to: string) {
  return run(['migrate', '--to', to, '--json'], { PEAL_DATA: folder })
}

/** The rows of a table of the folder's database. */
function rowsInFile(file: string, table: keyof Tables): object[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare<[], object>(`SELECT * FROM "${table}"`).all()
  } finally {
    database.close()
  }
}

/** The rows as texts that are the same for the same values, in whatever order rows and columns come. */
const asTexts = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted()

const tablesIn = (url: string) =>
  asAdministrator(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`, databaseName(url))

/** A folder that was in use: calls, a photo, every kind of character, and a row that is gone again. */
async function usedFolder() {
  const dataFolder = tempDir()
  const server = await startServer({ settings: { dataFolder, databaseUrl: null } })
  const people = await twoPeople(server)
  await answeredCall(people)
  for (const name of ['Ünal', '日本 👪', "O'Neil"]) await server.member(`m${name.length}`, name)
  const { store } = server.peal
  const photo = {
    member_id: people.ada.memberId,
    type: 'image/png',
    bytes: randomBytes(PHOTO_BYTES),
  }
  await store.write((db) => db.insertInto('photo').values(photo).execute())
  const subscription = {
    device_id: people.grace.deviceId,
    endpoint: 'https://push.example.org/1',
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
    vapid_key_id: 'v',
    proved_at: 1,
    failing_since: null,
  }
  await store.write((db) => db.insertInto('subscription').values(subscription).execute())
  const act = { at: 1, member_id: null, act: 'backup-restored', target: '' } as const
  const last = await store.write((db) =>
    db.insertInto('admin_act').values(act).returning('id').executeTakeFirstOrThrow(),
  )
  const key = await people.ada.ask(pushApi.pushState)
  await server.peal.stop()
  return { dataFolder, people, photo, lastAct: last.id, key: key.data?.key }
}

it('migrate: every row is there, the folder is as it was, and everybody stays signed in', async () => {
  const { dataFolder, people, photo, lastAct, key } = await usedFolder()
  const file = join(dataFolder, 'peal.db')
  const before = hashOf(file)
  const url = await freshDatabase()
  const { code, stdout, stderr } = await migrate(dataFolder, url)
  expect([code, stderr]).toEqual([0, ''])
  expect(hashOf(file)).toBe(before)
  const { tables } = JSON.parse(stdout) as { tables: { table: string; rows: number }[] }
  const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows
  expect(rowsOf('member')).toBe(5)
  expect(rowsOf('call')).toBe(1)
  expect(rowsOf('subscription')).toBe(1)
  for (const { table, rows } of tables) {
    const name = table as keyof Tables
    const here = rowsInFile(file, name)
    expect([table, here.length]).toEqual([table, rows])
    const there = await readPostgres(url, (db) => db.selectFrom(name).selectAll().execute())
    expect([table, asTexts(there)]).toEqual([table, asTexts(here)])
  }

  const server = await startServer({ settings: { databaseUrl: url } })
  const session = await server.ask(api.session, { headers: { Cookie: people.ada.cookie } })
  expect(session.data?.member.handle).toBe('ada')
  const state = await server.ask(pushApi.pushState, { headers: { Cookie: people.ada.cookie } })
  expect(state.data?.key).toBe(key)
  const { store } = server.peal
  const copied = await store.read.selectFrom('photo').select('bytes').executeTakeFirstOrThrow()
  expect(Buffer.compare(copied.bytes, photo.bytes)).toBe(0)
  // Ids go on where they were.
  await server.member('next')
  const ids = await store.read.selectFrom('admin_act').select('id').orderBy('id').execute()
  expect(ids.at(-1)?.id).toBeGreaterThan(lastAct)

  const again = await migrate(dataFolder, url)
  expect([again.code, again.stdout]).toEqual([1, ''])
  expect(again.stderr).toMatch(
    /^DATABASE_URL: the database "\w+" at \S+ cannot be used: it is not empty\.\n$/,
  )
})

it('migrate: nothing is left of a copy that fails, or that is refused', async () => {
  const { dataFolder, people } = await usedFolder()
  const url = await freshDatabase()
  const peal = await launch([], { PEAL_DATA: dataFolder, PORT: '0' })
  await peal.line(/^Peal is listening/m)
  const running = await migrate(dataFolder, url)
  expect([running.code, running.stderr]).toEqual([
    1,
    expect.stringMatching(/^Peal is already running on .*; stop it first\.\n$/),
  ])
  await peal.end()

  // PostgreSQL has no text with U+0000.
  const spoiled = await startServer({ settings: { dataFolder, databaseUrl: null } })
  await spoiled.peal.store.write((db) =>
    sql`UPDATE device SET name = ${'a\0b'} WHERE id = ${people.ada.deviceId}`.execute(db),
  )
  await spoiled.peal.stop()
  const failed = await migrate(dataFolder, url)
  expect([failed.code, failed.stdout]).toEqual([1, ''])
  expect(failed.stderr).toMatch(
    /^DATABASE_URL: the database "\w+" at \S+ cannot be used \(22021\)\.\n$/,
  )
  expect(await tablesIn(url)).toEqual([])

  const none = await migrate(tempDir(), url)
  expect(none.stderr).toMatch(/^PEAL_DATA: .* holds no Peal yet; start it once first\.\n$/)
  const wrong = await migrate(dataFolder, 'mysql://peal:hush@db/peal')
  expect(wrong.stderr).toMatch(/^DATABASE_URL: its value is wrong; it must be a postgresql:/)
})

it('backup and restore name the tools of PostgreSQL where the rows are there', async () => {
  const url = await freshDatabase()
  await (await openPostgresStore(url)).close()
  const env = { PEAL_DATA: tempDir(), DATABASE_URL: url }
  const backup = await run(['backup', join(tempDir(), 'backup')], env)
  expect([backup.code, backup.stderr]).toEqual([
    1,
    expect.stringMatching(/^DATABASE_URL is set: .*pg_dump.* WAL.*\n$/),
  ])
  const restore = await run(['restore', join(tempDir(), 'backup')], env)
  expect([restore.code, restore.stderr]).toEqual([1, expect.stringContaining('pg_restore')])
})

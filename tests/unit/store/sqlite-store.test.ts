import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MIGRATIONS } from '../../../push-server/store/migrations/list.ts'
import { openSqliteStore } from '../../../push-server/store/sqlite-store.ts'
import type { Store, StoreOptions } from '../../../push-server/store/store.ts'
import { tempDir } from '../../support/temp-dir.ts'

async function open(file = join(tempDir(), 'peal.db'), options?: StoreOptions): Promise<Store> {
  const store = await openSqliteStore(file, options)
  onTestFinished(() => store.close())
  return store
}

const set = (store: Store, key: string) =>
  store.write((db) => db.insertInto('setting').values({ key, value: key }).execute())

async function keys(store: Store): Promise<string[]> {
  const rows = await store.read.selectFrom('setting').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

/** Makes the COMMIT of the shared transaction fail, by a reference that is checked only then. */
const poison = (store: Store) =>
  store.write(async (db) => {
    await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
    await db.insertInto('live').values({ member_id: 'nobody', call_id: 'none' }).execute()
  })

describe('group commit', () => {
  test('writes of one turn share a commit, and are readable once acknowledged', async () => {
    const store = await open()
    const before = store.stats()
    await Promise.all(['a', 'b', 'c'].map((key) => set(store, key)))
    expect(await keys(store)).toEqual(['a', 'b', 'c'])
    expect(store.stats()).toEqual({ commits: before.commits + 1, writes: before.writes + 3 })
  })

  test('works run one after the other, in the order of the calls', async () => {
    const store = await open()
    const order: string[] = []
    const work = (name: string) =>
      store.write(async (db) => {
        order.push(`${name} begins`)
        await db.selectFrom('setting').selectAll().execute()
        order.push(`${name} ends`)
      })
    await Promise.all([work('a'), work('b')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  test('a work that throws rolls back only its own rows', async () => {
    const store = await open()
    const bad = store.write(async (db) => {
      await db.insertInto('setting').values({ key: 'bad', value: '' }).execute()
      throw new Error('no')
    })
    const results = await Promise.allSettled([set(store, 'a'), bad, set(store, 'c')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await keys(store)).toEqual(['a', 'c'])
  })

  test('a commit that fails rejects all of its works, and the next one succeeds', async () => {
    const store = await open()
    const results = await Promise.allSettled([set(store, 'a'), poison(store), set(store, 'c')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await keys(store)).toEqual([])
    await set(store, 'd')
    expect(await keys(store)).toEqual(['d'])
  })

  test('nothing settles before the commit returned', async () => {
    const store = await open()
    let settled = false
    const write = store.write(async (db) => {
      await db.insertInto('setting').values({ key: 'a', value: '' }).execute()
      expect(await keys(store)).toEqual([])
    })
    void write.then(() => (settled = true))
    expect(settled).toBe(false)
    await write
    expect(await keys(store)).toEqual(['a'])
  })

  test('closing finishes the accepted works and accepts no more', async () => {
    const file = join(tempDir(), 'peal.db')
    const store = await openSqliteStore(file)
    const write = set(store, 'a')
    await store.close()
    await write
    await expect(set(store, 'b')).rejects.toMatchObject({ code: 'closed' })
    expect(await keys(await open(file))).toEqual(['a'])
  })
})

describe('the database', () => {
  test('is durable and enforces references', async () => {
    const store = await open()
    const pragma = (name: string) =>
      store.write(async (db) => (await sql.raw(`PRAGMA ${name}`).execute(db)).rows)
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }])
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }])
  })

  test('the reading connection cannot write', async () => {
    const store = await open()
    const write = store.read.insertInto('setting').values({ key: 'a', value: '' }).execute()
    await expect(write).rejects.toThrow(/readonly/)
  })

  test('a second start runs no migration again', async () => {
    const file = join(tempDir(), 'peal.db')
    const first = await openSqliteStore(file, { now: () => 1 })
    await first.close()
    const store = await open(file, { now: () => 2 })
    const { rows } = await sql`SELECT * FROM schema_migration`.execute(store.read)
    expect(rows).toEqual(MIGRATIONS.map(({ name }) => ({ name, applied_at: 1 })))
  })

  test('a newer database is refused and left unchanged', async () => {
    const file = join(tempDir(), 'peal.db')
    const newer = { name: '999-later', statements: [] }
    const first = await openSqliteStore(file, { migrations: [...MIGRATIONS, newer] })
    await first.close()
    await expect(openSqliteStore(file)).rejects.toMatchObject({
      code: 'newer-database',
      message: expect.stringContaining('999-later') as string,
    })
  })

  test('a migration that fails changes nothing', async () => {
    const file = join(tempDir(), 'peal.db')
    const broken = { name: '002-broken', statements: ['CREATE TABLE half (id text)', 'broken'] }
    const opening = openSqliteStore(file, { migrations: [...MIGRATIONS, broken] })
    await expect(opening).rejects.toThrow('broken')
    const store = await open(file)
    const { rows } = await sql`SELECT name FROM sqlite_master WHERE name = 'half'`.execute(
      store.read,
    )
    expect(rows).toEqual([])
  })
})

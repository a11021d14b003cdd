/** What every engine of the store promises of its opening and its closing: store-contract. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { tableNames } from '../../../push-server/store/dialect.ts'
import { MIGRATIONS } from '../../../push-server/store/migrations/list.ts'
import type { Store } from '../../../push-server/store/store.ts'
import { ENGINES } from '../../support/store-engines.ts'

const set = (store: Store, key: string) =>
  store.write((db) => db.insertInto('setting').values({ key, value: key }).execute())

async function keys(store: Store): Promise<string[]> {
  const rows = await store.read.selectFrom('setting').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

describe.each(ENGINES)('store-contract: on %s', (_, make) => {
  test('closing finishes the accepted writes and accepts no more', async () => {
    const database = await make()
    const store = await database.open()
    const writing = set(store, 'a')
    await store.close()
    await writing
    await expect(set(store, 'b')).rejects.toMatchObject({ code: 'closed' })
    expect(await keys(await database.open())).toEqual(['a'])
  })

  describe('migrations', () => {
    test('make every table once, and run at the next start no more', async () => {
      const database = await make()
      const tables = await tableNames((await database.open({ now: () => 1 })).read)
      expect(tables).toEqual(expect.arrayContaining(['member', 'call', 'outbox', 'history']))
      expect(tables).not.toContain('outbox_next')
      const again = await database.open({ now: () => 2 })
      const { rows } =
        await sql`SELECT name, applied_at FROM schema_migration ORDER BY name`.execute(again.read)
      expect(rows).toEqual(MIGRATIONS.map(({ name }) => ({ name, applied_at: 1 })))
    })

    test('that fail change nothing', async () => {
      const database = await make()
      const broken = { name: '900-broken', statements: ['CREATE TABLE half (id text)', 'broken'] }
      const opening = database.open({ migrations: [...MIGRATIONS, broken] })
      await expect(opening).rejects.toThrow(/broken/)
      expect(await tableNames((await database.open()).read)).not.toContain('half')
    })

    test('of a newer Peal are refused, unless they only add what this one need not know', async () => {
      const database = await make()
      const added = { name: '900-added', statements: [], expands: true }
      const changed = { name: '901-changed', statements: [] }
      await (await database.open({ migrations: [...MIGRATIONS, added] })).close()
      await set(await database.open(), 'still runs')
      await (await database.open({ migrations: [...MIGRATIONS, added, changed] })).close()
      await expect(database.open()).rejects.toMatchObject({
        code: 'newer-database',
        message: expect.stringContaining('901-changed') as string,
      })
    })

    test('are not begun in a database of another program', async () => {
      const database = await make()
      const first = await database.open()
      await first.write(async (db) => {
        await sql`ALTER TABLE schema_migration RENAME TO something_else`.execute(db)
      })
      await first.close()
      await expect(database.open()).rejects.toMatchObject({ code: 'foreign-database' })
    })
  })
})

/** What every engine of the store promises: store-contract. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { deleteSome } from '../../../push-server/store/dialect.ts'
import { isKeyConflict } from '../../../push-server/store/key-conflict.ts'
import { prepare, type Slots } from '../../../push-server/store/prepared.ts'
import type { Store } from '../../../push-server/store/store.ts'
import type { Db } from '../../../push-server/store/tables.ts'
import { ENGINES } from '../../support/store-engines.ts'

const put = (db: Db, key: string, value = key) =>
  db.insertInto('setting').values({ key, value }).execute()

const set = (store: Store, key: string, value = key) => store.write((db) => put(db, key, value))

async function keys(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('setting').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

const member = (id: string, more: { handle?: string; sort_name?: string } = {}) => ({
  id,
  handle: id,
  name: id,
  admin: 0 as const,
  dnd_until: null,
  connector_last: null,
  photo_version: null,
  removed_at: null,
  created_at: 1,
  ...more,
})

const addMember = (store: Store, row: ReturnType<typeof member>) =>
  store.write((db) => db.insertInto('member').values(row).execute())

/** Whatever somebody may be called: cases, accents, other scripts, characters beyond 16 bits. */
const NAMES = [
  'b',
  'B',
  'a',
  'ä',
  'Z',
  'é',
  'ß',
  '日本',
  '~',
  '-',
  'a b',
  'ab',
  '👪',
  '\uffef',
  '10',
  '9',
]

/** In the order of their UTF-8. */
const inByteOrder = [...NAMES].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

describe.each(ENGINES)('store-contract: on %s', (_, make) => {
  const fresh = async () => (await make({ migrated: true })).open()

  describe('a write', () => {
    test('is readable once it settles, and not before its commit', async () => {
      const store = await fresh()
      await store.write(async (db) => {
        await put(db, 'a')
        expect(await keys(db)).toEqual(['a'])
        expect(await keys(store.read)).toEqual([])
      })
      expect(await keys(store.read)).toEqual(['a'])
    })

    test('returns what its work returned', async () => {
      const store = await fresh()
      expect(await store.write(async () => 42)).toBe(42)
    })

    test('that throws writes nothing, and takes nothing of others along', async () => {
      const store = await fresh()
      const bad = store.write(async (db) => {
        await put(db, 'bad')
        throw new Error('no')
      })
      const results = await Promise.allSettled([set(store, 'a'), bad, set(store, 'c')])
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      await expect(bad).rejects.toThrow('no')
      expect(await keys(store.read)).toEqual(['a', 'c'])
    })

    test('whose statement fails writes nothing', async () => {
      const store = await fresh()
      const writing = store.write(async (db) => {
        await put(db, 'a')
        await put(db, 'a')
      })
      await expect(writing).rejects.toThrow()
      expect(await keys(store.read)).toEqual([])
    })

    test('that refers to a row that is not there is refused', async () => {
      const store = await fresh()
      const writing = store.write((db) =>
        db.insertInto('password').values({ member_id: 'nobody', phc: '' }).execute(),
      )
      await expect(writing).rejects.toThrow(/foreign key/i)
    })

    test('counts as one write', async () => {
      const store = await fresh()
      const { writes } = store.stats()
      await Promise.all([set(store, 'a'), set(store, 'b')])
      expect(store.stats().writes).toBe(writes + 2)
      expect(store.stats().commits).toBeGreaterThan(0)
    })

    test('cannot be made through the reading side', async () => {
      const store = await fresh()
      await expect(put(store.read, 'a')).rejects.toThrow(/read-?only/)
    })
  })

  describe('writes at once', () => {
    test('lose no update of a row that all of them read and change', async () => {
      const store = await fresh()
      await set(store, 'count', '0')
      const increment = () =>
        store.write(async (db) => {
          const { value } = await db
            .selectFrom('setting')
            .select('value')
            .where('key', '=', 'count')
            .executeTakeFirstOrThrow()
          const next = { value: String(Number(value) + 1) }
          await db.updateTable('setting').set(next).where('key', '=', 'count').execute()
        })
      await Promise.all(Array.from({ length: 40 }, increment))
      const [row] = await store.read.selectFrom('setting').selectAll().execute()
      expect(row?.value).toBe('40')
    })

    test('that depend on what the others did not write do not all succeed', async () => {
      const store = await fresh()
      // Each may take the place only if nobody has it: the rows that they write do not conflict.
      const claim = (place: string, by: number) =>
        store.write(async (db) => {
          const taken = (await keys(db)).some((key) => key.startsWith(place))
          if (!taken) await put(db, `${place} ${by}`)
          return !taken
        })
      for (const place of ['a', 'b', 'c', 'd', 'e', 'f']) {
        const claims = Array.from({ length: 16 }, (__, by) => claim(place, by))
        expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
      }
    })

    test('use a row up once, by a conditional update', async () => {
      const store = await fresh()
      await set(store, 'ticket', 'open')
      const use = () =>
        store.write((db) =>
          db
            .updateTable('setting')
            .set({ value: 'used' })
            .where('key', '=', 'ticket')
            .where('value', '=', 'open')
            .executeTakeFirst(),
        )
      const results = await Promise.all(Array.from({ length: 20 }, use))
      expect(results.filter(({ numUpdatedRows }) => numUpdatedRows === 1n)).toHaveLength(1)
    })

    test('of the same key leave one row, and a conflict that names its column', async () => {
      const store = await fresh()
      const add = (id: string) => addMember(store, member(id, { handle: 'same' }))
      const results = await Promise.allSettled(['a', 'b', 'c'].map(add))
      const reasons = results.flatMap((one) =>
        one.status === 'rejected' ? [one.reason as unknown] : [],
      )
      expect(reasons).toHaveLength(2)
      for (const reason of reasons) {
        expect(isKeyConflict(reason, ['call.id', 'member.handle'])).toBe(true)
        expect(isKeyConflict(reason, ['member.id', 'handle'])).toBe(false)
        // No value of a row reaches a log.
        expect(JSON.stringify(Object.values(reason as object))).not.toContain('same')
      }
    })
  })

  describe('values', () => {
    test('come back as they were: large numbers, no number, bytes, and every character', async () => {
      const store = await fresh()
      await addMember(store, { ...member('ada'), created_at: Number.MAX_SAFE_INTEGER })
      const bytes = Buffer.from([0, 1, 0xff, 0])
      await store.write((db) =>
        db.insertInto('photo').values({ member_id: 'ada', type: 'image/png', bytes }).execute(),
      )
      await set(store, 'text', NAMES.join('\u0001\n"\\\''))
      const row = await store.read.selectFrom('member').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({ created_at: Number.MAX_SAFE_INTEGER, dnd_until: null, erased: 0 })
      const photo = await store.read.selectFrom('photo').select('bytes').executeTakeFirstOrThrow()
      expect(Buffer.from(photo.bytes).equals(bytes)).toBe(true)
      const [text] = await store.read.selectFrom('setting').select('value').execute()
      expect(text?.value).toBe(NAMES.join('\u0001\n"\\\''))
    })

    test('are counted and compared as numbers', async () => {
      const store = await fresh()
      for (const id of ['a', 'b']) await addMember(store, member(id))
      const row = await store.read
        .selectFrom('member')
        .select((all) => [
          all.fn.countAll<number>().as('count'),
          all.fn.max('created_at').as('max'),
        ])
        .executeTakeFirstOrThrow()
      expect(row).toEqual({ count: 2, max: 1 })
    })

    test('get ids that grow and are never given twice', async () => {
      const store = await fresh()
      const act = { at: 1, member_id: null, act: 'backup-restored', target: '' } as const
      const add = () =>
        store.write((db) =>
          db.insertInto('admin_act').values(act).returning('id').executeTakeFirstOrThrow(),
        )
      const [first, second] = [await add(), await add()]
      expect(second.id).toBeGreaterThan(first.id)
    })
  })

  describe('order', () => {
    test('of ids and of names is that of their bytes', async () => {
      const store = await fresh()
      for (const [at, name] of NAMES.entries()) {
        await addMember(store, member(name, { handle: `h${at}`, sort_name: name }))
      }
      const query = store.read.selectFrom('member').select(['id', 'sort_name'])
      const byId = await query.orderBy('id').execute()
      expect(byId.map(({ id }) => id)).toEqual(inByteOrder)
      const byName = await query.orderBy('sort_name').orderBy('handle').execute()
      expect(byName.map(({ sort_name }) => sort_name)).toEqual(inByteOrder)
      const [, from = '', ...after] = inByteOrder
      const next = await query
        .where(sql<boolean>`(member.sort_name, member.id) > (${from}, ${from})`)
        .orderBy('sort_name')
        .execute()
      expect(next.map(({ id }) => id)).toEqual(after)
    })

    test('finds what begins with a prefix between it and its last continuation', async () => {
      const store = await fresh()
      for (const key of ['an', 'ann', 'änne', 'anna\u{10fffe}', 'ao', 'AN', 'b'])
        await set(store, key)
      const found = await store.read
        .selectFrom('setting')
        .select('key')
        .where('key', '>=', 'an')
        .where('key', '<', 'an\u{10ffff}')
        .orderBy('key')
        .execute()
      expect(found.map(({ key }) => key)).toEqual(['an', 'ann', 'anna\u{10fffe}'])
    })
  })

  describe('statements', () => {
    test('take lists of any length, even empty ones', async () => {
      const store = await fresh()
      for (const key of ['a', 'b', 'c']) await set(store, key)
      const among = (list: readonly string[]) =>
        store.read.selectFrom('setting').select('key').where('key', 'in', list).execute()
      expect(await among([])).toEqual([])
      const many = Array.from({ length: 2_000 }, (__, at) => `key ${at}`)
      expect(await among([...many, 'b'])).toEqual([{ key: 'b' }])
      const others = await store.read
        .selectFrom('setting')
        .select('key')
        .where('key', 'not in', [])
        .execute()
      expect(others).toHaveLength(3)
    })

    test('that are prepared run again and again with other values, in transactions and without', async () => {
      const store = await fresh()
      const find = prepare((db, { key }: Slots<{ key: string }>) =>
        db.selectFrom('setting').select('value').where('key', '=', key),
      )
      await set(store, 'a', '1')
      await set(store, 'b', '2')
      expect((await find(store.read, { key: 'a' })).rows).toEqual([{ value: '1' }])
      expect((await find(store.read, { key: 'b' })).rows).toEqual([{ value: '2' }])
      expect((await store.write((db) => find(db, { key: 'b' }))).rows).toEqual([{ value: '2' }])
    })

    test('delete a limited number of rows, and say how many', async () => {
      const store = await fresh()
      for (const key of ['a', 'b', 'c']) await set(store, key)
      const some = () => store.write((db) => deleteSome(db, 'setting', sql`key <> 'c'`, 1))
      expect([await some(), await some(), await some()]).toEqual([1, 1, 0])
      expect(await keys(store.read)).toEqual(['c'])
    })
  })
})

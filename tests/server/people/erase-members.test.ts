import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { eraseRemoved } from '../../../push-server/people/erase-members.ts'
import { adminApi } from '../../../protocol/admin-api.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { ON_POSTGRES } from '../../support/test-engine.ts'

const DAY_MS = 86_400_000
const ROWS = 2_100
const ROWS_AT_ONCE = 500

it('attack: what is left of a removed member is erased in small transactions, by indexes', async () => {
  const clock = new TestClock()
  const server = await startServer({ clock })
  const { store } = server.peal
  const root = await server.person('root', { admin: true })
  const gone = await server.member('gone')
  await store.write(async (db) => {
    const no = { dnd_until: null, connector_last: null, photo_version: null, removed_at: null }
    const marked = { favourite: 1, blocked: 0, last_call_at: null } as const
    for (let n = 0; n < ROWS; n += 1) {
      const member = { id: `m${n}`, handle: `m${n}`, name: 'm', admin: 0, created_at: 0 } as const
      await db
        .insertInto('member')
        .values({ ...member, ...no })
        .execute()
      const both = { member_id: `m${n}`, other_id: gone }
      await db
        .insertInto('relation')
        .values({ ...both, ...marked })
        .execute()
    }
  })
  await root.ask(adminApi.removeMember, { params: { handle: 'gone' } })
  clock.advance(31 * DAY_MS)
  const before = store.stats().commits
  await eraseRemoved(store, clock.now())
  // Besides one for each table, one for former handles, and one for the member.
  const further = store.stats().commits - before - 9
  // On PostgreSQL the writes that go on meanwhile have commits of their own.
  if (!ON_POSTGRES) expect(further).toBe(Math.floor(ROWS / ROWS_AT_ONCE))
  const left = await store.read
    .selectFrom('relation')
    .select('member_id')
    .where('other_id', '=', gone)
    .execute()
  expect(left).toEqual([])
  const explain = sql.raw(ON_POSTGRES ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN')
  const plan = await sql`${explain} SELECT * FROM relation WHERE other_id = ${gone}`.execute(
    store.read,
  )
  expect(JSON.stringify(plan.rows)).toContain('relation_by_other')
  const erased = await store.read
    .selectFrom('member')
    .select('erased')
    .where('id', '=', gone)
    .executeTakeFirst()
  expect(erased?.erased).toBe(1)
})

/** Databases in which the handles of removed members were given out again, from before there was a column for these. */
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { join } from 'node:path'
import { handle } from '../../../protocol/people.ts'
import { MIGRATIONS } from '../../../push-server/store/migrations/list.ts'
import { openSqliteStore } from '../../../push-server/store/sqlite-store.ts'
import { withDatabase } from '../../../push-server/store/with-database.ts'
import { tempDir } from '../../support/temp-dir.ts'

it('placeholders that were no handles become ones that are', async () => {
  const file = join(tempDir(), 'peal.db')
  const before = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex(({ name }) => name === '011-freed-handles'),
  )
  await (await openSqliteStore(file, { migrations: before })).close()
  withDatabase(file, {}, (database) =>
    database.exec(`INSERT INTO member (id, handle, name, admin, created_at, removed_at)
      VALUES ('a', '~LRTNxyz', 'Ann', 0, 1, 2), ('b', 'ann', 'Ann Two', 0, 1, NULL)`),
  )
  const store = await openSqliteStore(file)
  const rows = await store.read.selectFrom('member').select('handle').orderBy('id').execute()
  await store.close()
  expect(rows[1]?.handle).toBe('ann')
  expect(rows[0]?.handle).toMatch(/^removed\.[0-9a-f]{24}$/)
  expect(v.is(handle, rows[0]?.handle)).toBe(true)
})

/** A member has a limited number of devices, because every call rings all of them. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { MAX_DEVICES } from '../../../push-server/people/sessions.ts'
import { MIGRATIONS } from '../../../push-server/store/migrations/list.ts'
import { openSqliteStore } from '../../../push-server/store/sqlite-store.ts'
import { startServer, TestClock } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { tempDir } from '../../support/temp-dir.ts'

const HOUR_MS = 3_600_000

test('one device more than the limit signs out the one that was not used for the longest time', async () => {
  const clock = new TestClock()
  const server = await startServer({ clock })
  const first = await server.person('ada')
  clock.advance(HOUR_MS)
  const idle = await server.signIn('ada')
  const socket = await SocketClient.open(server, idle)
  for (let devices = 2; devices < MAX_DEVICES; devices += 1) {
    clock.advance(1)
    await server.signIn('ada')
  }
  // The oldest is in use, so it is not the one to go.
  clock.advance(HOUR_MS)
  expect((await first.ask(api.session)).status).toBe(200)

  const last = await server.signIn('ada')
  expect((await last.ask(profileApi.devices)).data?.devices).toHaveLength(MAX_DEVICES)
  expect((await first.ask(api.session)).status).toBe(200)
  expect((await idle.ask(api.session)).status).toBe(401)
  expect((await socket.closed).code).toBe(4001)
})

test('devices beyond the limit that an older version let in are signed out by the update', async () => {
  const file = join(tempDir(), 'peal.db')
  const old = await openSqliteStore(file, { migrations: MIGRATIONS.slice(0, 5) })
  await old.write(async (db) => {
    const none = { dnd_until: null, connector_last: null, photo_version: null, removed_at: null }
    await db
      .insertInto('member')
      .values({ id: 'ada', handle: 'ada', name: 'Ada', admin: 0, created_at: 0, ...none })
      .execute()
    for (let used = 0; used < MAX_DEVICES + 20; used += 1) {
      const row = { id: `device-${used}`, member_id: 'ada', kind: 'desktop', name: '' } as const
      const times = { created_at: 0, seen_at: used, expires_at: Number.MAX_SAFE_INTEGER }
      await db
        .insertInto('device')
        .values({ ...row, ...times, cookie_hash: row.id, ring_here: 1, signed_out_at: null })
        .execute()
    }
  })
  await old.close()
  const store = await openSqliteStore(file)
  const kept = await store.read
    .selectFrom('device')
    .select('seen_at')
    .where('signed_out_at', 'is', null)
    .orderBy('seen_at')
    .execute()
  await store.close()
  expect(kept.map(({ seen_at }) => seen_at)).toEqual(
    Array.from({ length: MAX_DEVICES }, (_, n) => n + 20),
  )
})

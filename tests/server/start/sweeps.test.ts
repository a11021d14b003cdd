/** What a running server deletes each minute. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startServer } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { until } from '../../support/until.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** An expired row for each of the sweeps. */
async function leavePast(server: TestServer, { memberId, deviceId }: TestDevice): Promise<void> {
  const now = Date.now()
  const long = now - 366 * DAY_MS
  await server.peal.store.write(async (db) => {
    // An expired link.
    const link = { hash: 'over', kind: 'sign-in', member_id: memberId } as const
    const made = { device_kind: null, created_by: null, used_at: null }
    await db
      .insertInto('ticket')
      .values({ ...link, ...made, expires_at: now - 1 })
      .execute()
    // An expired session whose device had a push subscription.
    await db
      .updateTable('device')
      .set({ expires_at: now - 1 })
      .where('id', '=', deviceId)
      .execute()
    const keys = { p256dh: '', auth: '', vapid_key_id: '', proved_at: null, failing_since: null }
    const endpoint = 'https://push.example/'
    await db
      .insertInto('subscription')
      .values({ device_id: deviceId, endpoint, ...keys })
      .execute()
    // An act and a call that are older than they are kept.
    const act = { at: long, member_id: null, act: 'member-removed', target: 'ada' } as const
    await db.insertInto('admin_act').values(act).execute()
    const call = { member_id: memberId, at: long, call_id: 'old', other_id: memberId }
    const how = { role: 'caller', connector_id: 'webrtc', reason: 'completed', missed: 0 } as const
    await db
      .insertInto('history')
      .values({ ...call, ...how, duration_ms: 1, seen_at: null })
      .execute()
  })
}

/** The number of these rows by table. */
async function left({ peal }: TestServer) {
  const count = async (table: 'ticket' | 'subscription' | 'admin_act' | 'history') => {
    const rows = await peal.store.read.selectFrom(table).selectAll().execute()
    return rows.filter((row) => !('hash' in row) || row.hash === 'over').length
  }
  return {
    links: await count('ticket'),
    subscriptions: await count('subscription'),
    acts: await count('admin_act'),
    history: await count('history'),
  }
}

test('expired links, subscriptions, acts and calls are deleted a minute after the start and each minute after', async () => {
  const server = await startServer()
  const ada = await server.person('ada')
  const all = { links: 1, subscriptions: 1, acts: 1, history: 1 }
  const none = { links: 0, subscriptions: 0, acts: 0, history: 0 }
  await server.peal.store.write((db) => db.deleteFrom('admin_act').execute())
  for (const minute of [1, 2]) {
    await leavePast(server, ada)
    vi.advanceTimersByTime(MINUTE_MS - 1)
    // Writes are in order: the earlier ones are done before this one.
    await server.peal.store.write(() => Promise.resolve())
    expect([minute, await left(server)]).toEqual([minute, all])
    vi.advanceTimersByTime(1)
    await until('all of it is gone', async () => {
      expect(await left(server)).toEqual(none)
      return true
    })
  }
})

test('a page whose session has expired learns it within a minute', async () => {
  const server = await startServer()
  const ada = await server.person('ada')
  const page = await SocketClient.open(server, ada)
  await page.hello()
  await leavePast(server, ada)
  vi.advanceTimersByTime(MINUTE_MS)
  expect(await page.next('bye')).toMatchObject({ code: 'expired' })
})

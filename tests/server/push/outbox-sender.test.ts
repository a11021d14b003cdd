import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../../push-server/log.ts'
import type { Log } from '../../../push-server/log.ts'
import { finish, leaseDue, queueOwn } from '../../../push-server/push/outbox-rows.ts'
import { KeysAhead } from '../../../push-server/push/keys-ahead.ts'
import { createSender } from '../../../push-server/push/outbox-sender.ts'
import type { OutboxSender } from '../../../push-server/push/outbox-sender.ts'
import { createReports } from '../../../push-server/push/push-reports.ts'
import { openPushSecrets } from '../../../push-server/push/push.ts'
import { createTestRings } from '../../../push-server/push/test-rings.ts'
import { createVapidHeaders } from '../../../push-server/push/vapid-headers.ts'
import { makeKeys } from '../../support/push/content-decryption.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { openTestStore } from '../../support/test-engine.ts'
import { until } from '../../support/until.ts'

const DUE_AT = 1_000_000
/** Less than the interval in which the outbox is polled. */
const SOON_MS = 3_000

/** A store with one member, one subscribed device, and an echo for it that is due. */
async function withEcho() {
  const store = await openTestStore(join(tempDir(), 'peal.db'))
  onTestFinished(() => store.close())
  const secrets = await openPushSecrets(store)
  const { publicKey, auth } = makeKeys()
  await store.write(async (db) => {
    const member = { id: 'grace', handle: 'grace', name: 'Grace', admin: 0, created_at: 0 } as const
    await db
      .insertInto('member')
      .values({ ...NO_MEMBER, ...member })
      .execute()
    await db
      .insertInto('device')
      .values({
        ...{ id: 'desk', member_id: 'grace', kind: 'desktop', name: 'Desk', cookie_hash: 'x' },
        ...{ ring_here: 1, created_at: 0, seen_at: 0, expires_at: 2 * DUE_AT, signed_out_at: null },
      })
      .execute()
    await db
      .insertInto('subscription')
      .values({
        device_id: 'desk',
        endpoint: 'https://fcm.googleapis.com/fcm/send/desk',
        p256dh: publicKey.toString('base64url'),
        auth: auth.toString('base64url'),
        vapid_key_id: secrets.keys.present.id,
        proved_at: null,
        failing_since: null,
      })
      .execute()
    await db
      .insertInto('outbox')
      .values({
        ...{ device_id: 'desk', call_id: 'echo', kind: 'test', topic: null, attempts: 0 },
        ...{ payload: JSON.stringify({ is: 'echo' }), due_at: DUE_AT, leased_until: null },
        expires_at: 2 * DUE_AT,
      })
      .execute()
  })
  return { store, secrets }
}

const NO_MEMBER = {
  dnd_until: null,
  connector_last: null,
  photo_version: null,
  removed_at: null,
}

interface Begun {
  readonly sender: OutboxSender
  readonly sent: string[]
}

function begin(
  { store, secrets }: Awaited<ReturnType<typeof withEcho>>,
  now: () => number,
  log: Log = silentLog,
): Begun {
  const clock = { now, wall: now }
  const sent: string[] = []
  const sender = createSender({
    ...secrets,
    ...{ store, clock, log, origin: 'https://peal.example.org', contact: null },
    ...{ pushHosts: [], httpsProxy: null, limits: true, onReachable: () => undefined },
    calls: {
      message: () => Promise.resolve(null),
      targetFailed: () => Promise.resolve(),
    },
    person: () => Promise.reject(new Error('an echo is from nobody')),
    client: {
      send: ({ endpoint }) => {
        sent.push(endpoint)
        return Promise.resolve({ ok: true, status: 201, retryAfterMs: null, word: '' })
      },
      close: () => Promise.resolve(),
    },
    headers: createVapidHeaders('mailto:admin@example.org', now),
    reports: createReports({ log }, createTestRings(clock)),
    ahead: new KeysAhead(),
  })
  onTestFinished(() => sender.stop())
  return { sender, sent }
}

test('a row that falls due while the sender reads the outbox is sent at once', async () => {
  let looks = 0
  // The timer fired a moment early, and by the second query the row is overdue.
  const now = () => (looks++ === 0 ? DUE_AT - 1 : DUE_AT + 1)
  const { sender, sent } = begin(await withEcho(), now)
  sender.wake()
  await until('it is sent', () => sent.length > 0, SOON_MS)
  expect(sent).toHaveLength(1)
})

test('a row that was in flight when the process died is sent at the next start', async () => {
  const house = await withEcho()
  expect(await leaseDue(house.store, DUE_AT)).toHaveLength(1)
  const { sender, sent } = begin(house, () => DUE_AT + 1)
  await sender.start()
  await until('it is sent', () => sent.length > 0, SOON_MS)
})

test('a push is logged with the device that it goes to', async () => {
  const lines: unknown[] = []
  const log = { ...silentLog, info: (fields: unknown) => void lines.push(fields) }
  const { sender } = begin(await withEcho(), () => DUE_AT + 1, log)
  await sender.start()
  await until('it is logged', () => lines.length > 0, SOON_MS)
  expect(lines).toMatchObject([{ kind: 'test', device: 'desk', outcome: 'accepted' }])
})

test('a push for a key that is gone is given up and logged', async () => {
  const house = await withEcho()
  await house.store.write((db) =>
    db.updateTable('subscription').set({ vapid_key_id: 'lost' }).execute(),
  )
  const warned: unknown[] = []
  const log = { ...silentLog, warn: (...said: unknown[]) => void warned.push(said) }
  const { sender, sent } = begin(house, () => DUE_AT + 1, log)
  await sender.start()
  await until('it is given up', async () => {
    return (await house.store.read.selectFrom('outbox').selectAll().execute()).length === 0
  })
  expect(sent).toEqual([])
  const fields = { kind: 'test', device: 'desk', key: 'lost' }
  expect(warned).toEqual([[fields, 'a push for a VAPID key that is gone']])
})

test('the id of a row is never used again', async () => {
  const { store } = await withEcho()
  const queue = (name: string) =>
    store.write((db) =>
      queueOwn(db, { deviceId: 'desk', name, payload: '{}', dueAt: 0, expiresAt: 2 * DUE_AT }),
    )
  const ids = async () => (await leaseDue(store, DUE_AT)).map(({ id }) => id)
  const [first = NaN] = await ids()
  await store.write((db) => finish(db, [first]))
  await queue('another')
  const [second = NaN] = await ids()
  expect(second).toBeGreaterThan(first)
})

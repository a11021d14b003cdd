/** Pushes: their length, retries and keys. */
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as v from 'valibot'
import { PUSH_TEXT_BYTES, PUSH_VERSION } from '../../../protocol/push.ts'
import type { PushRing } from '../../../protocol/push.ts'
import { messageOf, paddedText } from '../../../push-server/push/push-body.ts'
import { outcomeOf, serviceOf } from '../../../push-server/push/push-services.ts'
import { BUSY_MOST_MS, REFUSED_MOST_MS, retryAt } from '../../../push-server/push/retry.ts'
import { MOST_KEPT, createVapidHeaders } from '../../../push-server/push/vapid-headers.ts'
import { openVapidKeys } from '../../../push-server/push/vapid-keys.ts'
import { openSqliteStore } from '../../../push-server/store/sqlite-store.ts'
import { tempDir } from '../../support/temp-dir.ts'

function ring(name: string): PushRing {
  return {
    kind: 'ring',
    v: PUSH_VERSION,
    to: 'm'.repeat(22),
    sentAt: 1,
    callId: 'c'.repeat(64),
    placedAt: 1,
    from: {
      handle: 'h'.repeat(32),
      name,
      photo: `/api/photos/${'h'.repeat(32)}/${'p'.repeat(22)}`,
    },
    connector: 'webrtc',
    carries: 'peer',
    endsAt: 45_001,
    ringToken: 'r'.repeat(43),
    answerToken: 'a'.repeat(43),
  }
}

describe('a push message', () => {
  it('has the same length whatever the name is', () => {
    const names = ['Ada', '\u{1f514}'.repeat(40), '"\\'.repeat(40), '\u6f22'.repeat(80)]
    for (const name of names) {
      const text = paddedText(messageOf(ring(name), `https://${'o'.repeat(60)}.example`, 'en'))
      expect(text.length).toBe(PUSH_TEXT_BYTES)
      const read: unknown = JSON.parse(text.toString())
      expect(read).toMatchObject({ web_push: 8030, notification: { data: { from: { name } } } })
    }
  })

  it('keeps a name apart that is written in the other direction than its language', () => {
    const titleOf = (name: string, language: 'de' | 'ar') =>
      messageOf(ring(name), 'https://peal.example', language).notification.title
    expect(titleOf('ليلى', 'de')).toContain('\u2068ليلى\u2069')
    expect(titleOf('Ada', 'de')).not.toMatch(/[\u2068\u2069]/)
    expect(titleOf('Ada', 'ar')).toContain('\u2068Ada\u2069')
    expect(messageOf(ring('Ada'), 'https://peal.example', 'ar').notification).toMatchObject({
      lang: 'ar',
      dir: 'rtl',
    })
  })

  it('has no secret in its declarative part', () => {
    const { notification } = messageOf(ring('Ada'), 'https://peal.example', 'en')
    expect(notification.navigate).toBe(`https://peal.example/call/${'c'.repeat(64)}`)
    expect(notification.title + String(notification.body)).not.toMatch(/rrr|aaa/)
  })
})

describe('a retry', () => {
  it('comes before the message expires, not before Retry-After, and later each time', () => {
    fc.assert(
      fc.property(
        fc.record({
          now: fc.constant(1_000_000),
          attempts: fc.integer({ min: 1, max: 30 }),
          retryAfterMs: fc.option(fc.integer({ min: 0, max: 100_000 })),
          expiresAt: fc.integer({ min: 1_000_000, max: 1_200_000 }),
          random: fc.double({ min: 0, max: 1, noNaN: true }),
          mostMs: fc.constantFrom(BUSY_MOST_MS, REFUSED_MOST_MS),
        }),
        (retry) => {
          const at = retryAt(retry)
          if (at === null) return
          expect(at).toBeGreaterThan(retry.now + (retry.retryAfterMs ?? 0))
          expect(at).toBeLessThan(retry.expiresAt)
        },
      ),
    )
    const at = (attempts: number, mostMs = BUSY_MOST_MS) =>
      retryAt({ now: 0, attempts, retryAfterMs: null, expiresAt: 1e9, mostMs, random: 1 })
    expect([at(1), at(2), at(3), at(30)]).toEqual([800, 1_600, 3_200, 60_000])
    // A fault that an administrator has to fix is not retried each minute.
    expect(at(30, REFUSED_MOST_MS)).toBe(3_600_000)
  })
})

describe('answers of push services', () => {
  it.each([
    ['https://fcm.googleapis.com/x', 201, 'accepted'],
    ['https://fcm.googleapis.com/x', 400, 'rejected'],
    ['https://web.push.apple.com/x', 400, 'unauthorized'],
    ['https://wns2-a.notify.windows.com/x', 406, 'later'],
    ['https://fcm.googleapis.com/x', 406, 'rejected'],
    ['https://fcm.googleapis.com/x', 307, 'rejected'],
    ['https://own.example/x', 502, 'later'],
  ] as const)('%s %d: %s', (endpoint, status, outcome) => {
    expect(outcomeOf(serviceOf(new URL(endpoint)), { ok: true, status })).toBe(outcome)
  })

  it('let WNS keep a message for a device that is offline', () => {
    const { headers } = serviceOf(new URL('https://wns2-a.notify.windows.com/x'))
    expect(headers).toEqual({ 'X-WNS-Cache-Policy': 'cache' })
  })
})

describe('VAPID', () => {
  it('signs once for each service and key, and again before the header expires', async () => {
    const store = await openSqliteStore(join(tempDir(), 'peal.db'))
    const keys = await openVapidKeys(store)
    let now = Date.now()
    const headers = createVapidHeaders('mailto:admin@example.org', () => now)
    const first = await headers.authorization('https://fcm.googleapis.com', keys.present)
    expect(await headers.authorization('https://fcm.googleapis.com', keys.present)).toBe(first)
    expect(await headers.authorization('https://web.push.apple.com', keys.present)).not.toBe(first)
    now += 11.5 * 3_600_000
    expect(await headers.authorization('https://fcm.googleapis.com', keys.present)).not.toBe(first)
    await store.close()
  })

  it('signs again after the wall clock was set back, since services refuse what expires in more than a day', async () => {
    const store = await openSqliteStore(join(tempDir(), 'peal.db'))
    const keys = await openVapidKeys(store)
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const headers = createVapidHeaders('mailto:admin@example.org', () => Date.now())
    const expiryOf = async () => {
      const header = await headers.authorization('https://fcm.googleapis.com', keys.present)
      const claims = /t=[^.]+\.([^.]+)\./.exec(header)?.[1] ?? ''
      return v.parse(
        v.object({ exp: v.number() }),
        JSON.parse(Buffer.from(claims, 'base64url').toString()),
      ).exp
    }
    await expiryOf()
    for (const jumpMs of [-30 * 86_400_000, 60 * 86_400_000]) {
      vi.setSystemTime(Date.now() + jumpMs)
      const leftS = (await expiryOf()) - Date.now() / 1_000
      expect(leftS).toBeGreaterThan(3_600)
      expect(leftS).toBeLessThan(86_400)
    }
    await store.close()
  })

  it('caches headers of a limited number of hosts, and drops the oldest', async () => {
    const store = await openSqliteStore(join(tempDir(), 'peal.db'))
    const keys = await openVapidKeys(store)
    const headers = createVapidHeaders('mailto:admin@example.org', () => 0)
    const of = (n: number) =>
      headers.authorization(`https://wns${n}.notify.windows.com`, keys.present)
    const all: string[] = []
    for (let n = 0; n < MOST_KEPT; n += 1) all.push(await of(n))
    expect(await of(0)).toBe(all[0])
    await of(MOST_KEPT)
    expect(await of(1)).toBe(all[1])
    expect(await of(0)).not.toBe(all[0])
    await store.close()
  })

  it('keeps former keys as long as a subscription needs them', async () => {
    const file = join(tempDir(), 'peal.db')
    const store = await openSqliteStore(file)
    const keys = await openVapidKeys(store)
    const first = keys.present
    const second = await keys.rotate(0)
    expect(keys.present).toEqual(second)
    expect(second.id).not.toBe(first.id)
    const again = await openVapidKeys(store)
    expect(again.present).toEqual(second)
    expect(again.byId(first.id)).toEqual(first)
    await again.sweep()
    expect(again.byId(first.id)).toBeNull()
    expect((await openVapidKeys(store)).byPublicKey(first.publicKey)).toBeNull()
    await store.close()
  })
})

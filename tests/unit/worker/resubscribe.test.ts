/** A subscription that the browser gave up. */
import { describe, expect, it } from 'vitest'
import type { SubscriptionRequest } from '../../../protocol/push.ts'
import { resubscribe } from '../../../pwa/worker/resubscribe.ts'
import type { Subscription } from '../../../pwa/worker/resubscribe.ts'
import { ManualClock } from './manual-clock.ts'

/** 65 bytes that begin as an uncompressed point does, and their text. */
const KEY_BYTES = Uint8Array.from({ length: 65 }, (_, n) => (n === 0 ? 4 : 255 - n)).buffer
const KEY = Buffer.from(KEY_BYTES).toString('base64url')
const KEYS = { p256dh: `B${'a'.repeat(86)}`, auth: 'a'.repeat(22) }

function subscription(endpoint: string, key: ArrayBuffer | null = KEY_BYTES): Subscription {
  const json = { endpoint, expirationTime: null, keys: KEYS }
  return { options: { applicationServerKey: key }, toJSON: () => json }
}

function setUp(serverKey: string | null = KEY) {
  const clock = new ManualClock()
  const put: SubscriptionRequest[] = []
  const asked: string[] = []
  let hangs = false
  const deps = {
    clock,
    server: {
      pushKey: () => Promise.resolve(serverKey),
      subscribe: (request: SubscriptionRequest) => Promise.resolve(put.push(request) > 0),
    },
    subscribe: (key: string) => {
      asked.push(key)
      return hangs
        ? new Promise<never>(() => undefined)
        : Promise.resolve(subscription('https://push.test/new'))
    },
  }
  return { deps, clock, put, asked, hang: () => (hangs = true) }
}

describe('pushsubscriptionchange', () => {
  it('subscribes with the key of the old subscription, and tells the server', async () => {
    const { deps, put, asked } = setUp(null)
    await resubscribe(deps, subscription('https://push.test/old'), null)
    expect(asked).toEqual([KEY])
    expect(put).toEqual([
      { endpoint: 'https://push.test/new', keys: KEYS, serverKey: KEY, language: 'en' },
    ])
  })

  it('subscribes with the server’s key when the browser gives no old subscription', async () => {
    const { deps, put, asked } = setUp()
    await resubscribe(deps, null, null)
    expect(asked).toEqual([KEY])
    expect(put).toHaveLength(1)
  })

  it('sends the server a subscription that the browser made', async () => {
    const { deps, put, asked } = setUp(null)
    await resubscribe(deps, null, subscription('https://push.test/own'))
    expect(asked).toEqual([])
    expect(put).toEqual([
      { endpoint: 'https://push.test/own', keys: KEYS, serverKey: KEY, language: 'en' },
    ])
  })

  it('gives up when no key is known, and when subscribing hangs', async () => {
    const none = setUp(null)
    await resubscribe(none.deps, null, null)
    expect(none.put).toEqual([])
    const { deps, clock, put, hang } = setUp()
    hang()
    let done = false
    void resubscribe(deps, null, null).then(() => (done = true))
    await clock.pass(20_000)
    expect([done, put]).toEqual([true, []])
  })
})

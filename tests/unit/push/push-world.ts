/** A fake browser and a fake server for tests of push, with a clock that the test advances. */
import type { PushState, SubscriptionRequest } from '../../../protocol/push.ts'
import type { Result } from '../../../pwa/api/http.ts'
import type { SentSubscription } from '../../../pwa/platform/push/push-memory.ts'
import type { PushBrowser } from '../../../pwa/platform/push/push-subscription.ts'
import type { PushSupport } from '../../../pwa/platform/push/push-support.ts'
import { createPushKeeper } from '../../../pwa/stores/push-keeper.ts'
import type { PushStatus } from '../../../pwa/stores/push-keeper.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

export const KEY = 'B'.padEnd(87, 'A')
export const OTHER_KEY = 'B'.padEnd(87, 'E')

/** Bytes of a key in URL-safe base64. */
export function bytesOf(key: string): ArrayBuffer {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer
}

export function known(
  parts: Partial<NonNullable<PushState['subscription']>> = {},
  key = KEY,
): PushState {
  const subscription = {
    current: true,
    provedAt: null,
    failingSince: null,
    language: 'en',
    ...parts,
  }
  return { key, subscription }
}

const ok = <T>(data: T): Result<T> => ({ ok: true, data, cachedAt: null })

/** Lets every promise that can go on do so. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

export class PushWorld {
  readonly clock = new FakeTimer()
  permission: NotificationPermission = 'granted'
  /** What `requestPermission()` waits for. */
  answer: Promise<NotificationPermission> = Promise.resolve('granted')
  worker: Promise<unknown> = Promise.resolve()
  held: { endpoint: string; key: string | null } | null = null
  /** What `subscribe()` waits for, before it makes one. */
  service: Promise<unknown> = Promise.resolve()
  unsubscribing: Promise<boolean> = Promise.resolve(true)
  state: PushState = { key: KEY, subscription: null }
  /** What subscribing makes of it. */
  after: PushState = known()
  fails: Result<never> | null = null
  putFails: Result<never> | null = null
  sent: SentSubscription | null = null
  device: string | null = 'd-ada'
  /** Everything that was done, in its order. */
  readonly did: string[] = []
  readonly bodies: SubscriptionRequest[] = []
  readonly standings: PushStatus[] = []
  #made = 0

  get kinds(): string[] {
    return this.standings.map(({ kind }) => kind)
  }

  get last(): PushStatus | undefined {
    return this.standings[this.standings.length - 1]
  }

  readonly browser: PushBrowser = {
    permission: () => this.permission,
    requestPermission: async () => {
      this.did.push('ask')
      this.permission = await this.answer
      return this.permission
    },
    registration: async () => {
      await this.worker
      return {
        pushManager: {
          getSubscription: () => Promise.resolve(this.#subscription()),
          subscribe: async (options) => {
            this.did.push('subscribe')
            await this.service
            this.#made += 1
            const key = options?.applicationServerKey
            this.held = {
              endpoint: `https://push.example/${this.#made}`,
              key: typeof key === 'string' ? key : null,
            }
            const made = this.#subscription()
            if (made === null) throw new Error('it was made')
            return made
          },
        },
      }
    },
  }

  #subscription(): PushSubscription | null {
    if (this.held === null) return null
    const { endpoint, key } = this.held
    return {
      endpoint,
      expirationTime: null,
      options: {
        userVisibleOnly: true,
        applicationServerKey: key === null ? null : bytesOf(key),
      },
      getKey: () => null,
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: async () => {
        this.did.push('unsubscribe')
        const ended = await this.unsubscribing
        if (ended) this.held = null
        return ended
      },
    }
  }

  keeper({ support = 'supported' }: { support?: PushSupport } = {}) {
    return createPushKeeper({
      support,
      browser: this.browser,
      server: {
        state: () => {
          this.did.push('state')
          return Promise.resolve(this.fails ?? ok(this.state))
        },
        subscribe: (body) => {
          this.did.push('put')
          if (this.putFails) return Promise.resolve(this.putFails)
          this.bodies.push(body)
          this.state = this.after
          return Promise.resolve(ok(this.state))
        },
        unsubscribe: () => {
          this.did.push('delete')
          this.state = { ...this.state, subscription: null }
          return Promise.resolve(ok({}))
        },
      },
      language: 'en',
      memory: {
        read: () => this.sent,
        write: (sent) => {
          this.sent = sent
        },
      },
      alone: (work) => work(),
      timer: this.clock.timer,
      now: () => this.clock.now,
      device: () => this.device,
      changed: (standing) => this.standings.push(standing),
    })
  }
}

/** The room of push, put together: subscriptions, the outbox's sender, test rings, keys. */
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'
import { KeysAhead, MOST_AHEAD } from './keys-ahead.ts'
import { forgetDevices, sweepOutbox } from './outbox-rows.ts'
import { OutboxSender } from './outbox-sender.ts'
import { openEchoTokens } from './own-pushes.ts'
import type { EchoTokens } from './own-pushes.ts'
import { createPushClient } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import { createSubscriptions, subscriptionKeys } from './subscriptions.ts'
import { testRingRoutes } from './test-ring-routes.ts'
import { TestRings } from './test-rings.ts'
import { createVapidHeaders, defaultSubject } from './vapid-headers.ts'
import { openVapidKeys } from './vapid-keys.ts'
import type { VapidKeyRing } from './vapid-keys.ts'

/** The room of push, as the other rooms see it. */
export interface Push {
  mount(app: App): void
  /** Something may be due in the outbox. */
  wake(): void
  /** A ring of this device's push was reported: it works. */
  proved(deviceId: string): Promise<void>
  /** These devices are out: nothing goes to them any more. */
  devicesOut(deviceIds: readonly string[]): Promise<void>
  /** Makes a new key pair; answers its id. */
  rotateKeys(): Promise<string>
  /** To be run each minute. */
  sweep(): Promise<void>
  /** Answers whoever waits for a test ring's step. */
  release(): void
  stop(): Promise<void>
}

/** What this installation keeps for push. */
export interface PushSecrets {
  readonly keys: VapidKeyRing
  readonly echoes: EchoTokens
  readonly ahead: KeysAhead
}

/** Reads the keys of this installation; at the first start they are made. */
export async function openPushSecrets(store: Store): Promise<PushSecrets> {
  const ahead = new KeysAhead()
  for (const keys of await subscriptionKeys(store, MOST_AHEAD)) ahead.expect(keys)
  return { keys: await openVapidKeys(store), echoes: await openEchoTokens(store), ahead }
}

/** Begins to send what waits from before. */
export function createPush(deps: PushDeps, secrets: PushSecrets): Push {
  const { store, clock, log, origin, contact, pushHosts, httpsProxy } = deps
  const { keys, echoes, ahead } = secrets
  const now = () => clock.now()
  const tests = new TestRings(clock)
  const client = createPushClient({
    listed: pushHosts,
    proxy: httpsProxy,
    now,
    ...(deps.authorities === undefined ? {} : { authorities: deps.authorities }),
  })
  const headers = createVapidHeaders(contact ?? defaultSubject(origin), now)
  const sender = new OutboxSender({ ...deps, client, headers, tests, ...secrets })
  const wake = () => sender.wake()
  const subscriptions = createSubscriptions({ ...deps, keys, echoes, wake })
  sender
    .start()
    .catch((error: unknown) => log.error({ error }, 'what waits from before was not taken up'))

  return {
    mount(app) {
      subscriptions.mount(app)
      testRingRoutes(app, { store, clock, tests, wake })
    },
    wake,
    proved: (deviceId) => subscriptions.proved(deviceId),
    devicesOut: (deviceIds) => store.write((db) => forgetDevices(db, deviceIds)),
    async rotateKeys() {
      const { id } = await keys.rotate()
      log.info({ key: id }, 'a new VAPID key')
      return id
    },
    async sweep() {
      await store.write((db) => sweepOutbox(db, clock.now()))
      await keys.sweep()
    },
    release: () => tests.stop(),
    async stop() {
      tests.stop()
      await sender.stop()
      ahead.stop()
      await client.close()
    },
  }
}

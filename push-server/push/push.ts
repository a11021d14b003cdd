/** Puts push together: subscriptions, the outbox's sender, test rings and keys. */
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'
import { KeysAhead, MOST_AHEAD } from './keys-ahead.ts'
import { forgetDevices, sweepOutbox } from './outbox-rows.ts'
import { OutboxSender } from './outbox-sender.ts'
import { openEchoTokens } from './own-pushes.ts'
import type { EchoTokens } from './own-pushes.ts'
import { createPushClient } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import { PushReports } from './push-reports.ts'
import { createSubscriptions, subscriptionKeys } from './subscriptions.ts'
import { testRingRoutes } from './test-ring-routes.ts'
import { TestRings } from './test-rings.ts'
import { createVapidHeaders, defaultSubject } from './vapid-headers.ts'
import { openVapidKeys } from './vapid-keys.ts'
import type { VapidKeyRing } from './vapid-keys.ts'

/** Push, as the rest of the server uses it. */
export interface Push {
  mount(app: App): void
  /** Something may be due in the outbox. */
  wake(): void
  /** A ring that came by push was reported, so the device's push works. */
  proved(deviceId: string): Promise<void>
  /** These devices are signed out: deletes their subscriptions. */
  devicesOut(deviceIds: readonly string[]): Promise<void>
  /** Makes a new key pair and returns its id. */
  rotateKeys(): Promise<string>
  /** Deletes expired rows and unused keys; to be run each minute. */
  sweep(): Promise<void>
  /** Ends the polls of test rings. */
  release(): void
  stop(): Promise<void>
}

/** The keys of this installation. */
export interface PushSecrets {
  readonly keys: VapidKeyRing
  readonly echoes: EchoTokens
  readonly ahead: KeysAhead
}

/** Opens the keys of this installation, which are made at its first start. */
export async function openPushSecrets(store: Store): Promise<PushSecrets> {
  const ahead = new KeysAhead()
  for (const keys of await subscriptionKeys(store, MOST_AHEAD)) ahead.expect(keys)
  return { keys: await openVapidKeys(store), echoes: await openEchoTokens(store), ahead }
}

/** Creates push, and sends what has been waiting in the outbox. */
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
  const reports = new PushReports({ ...deps, tests })
  const sender = new OutboxSender({ ...deps, ...secrets, client, headers, reports })
  const wake = () => sender.wake()
  const subscriptions = createSubscriptions({ ...deps, keys, echoes, wake })
  sender
    .start()
    .catch((error: unknown) => log.error({ error }, 'the outbox could not be taken over'))

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

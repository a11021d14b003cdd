/** Puts push together: subscriptions, the outbox's sender, test rings and keys. */
import { inBackground } from '../background.ts'
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'
import { KeysAhead, MOST_AHEAD } from './keys-ahead.ts'
import { forgetDevice, sweepOutbox } from './outbox-rows.ts'
import { createSender } from './outbox-sender.ts'
import { openEchoTokens } from './own-pushes.ts'
import { createPushClient } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import { createReports } from './push-reports.ts'
import { createSubscriptions, subscriptionKeys } from './subscriptions.ts'
import { testRingRoutes } from './test-ring-routes.ts'
import { createTestRings } from './test-rings.ts'
import { createVapidHeaders, defaultSubject } from './vapid-headers.ts'
import { openVapidKeys } from './vapid-keys.ts'

/** Push, as the rest of the server uses it. */
export type Push = ReturnType<typeof createPush>

/** The keys of this installation. */
export type PushSecrets = Awaited<ReturnType<typeof openPushSecrets>>

/** Opens the keys of this installation, which are made at its first start. */
export async function openPushSecrets(store: Store) {
  const ahead = new KeysAhead()
  for (const keys of await subscriptionKeys(store, MOST_AHEAD)) ahead.expect(keys)
  return { keys: await openVapidKeys(store), echoes: await openEchoTokens(store), ahead }
}

/** Creates push, and sends what has been waiting in the outbox. */
export function createPush(deps: PushDeps, secrets: PushSecrets) {
  const { store, clock, log, news, origin, contact, pushHosts, httpsProxy } = deps
  const { keys, echoes, ahead } = secrets
  const tests = createTestRings(clock)
  const client = createPushClient({
    listed: pushHosts,
    proxy: httpsProxy,
    wall: () => clock.wall(),
    authorities: deps.authorities,
  })
  const headers = createVapidHeaders(contact ?? defaultSubject(origin), () => clock.wall())
  const reports = createReports(deps, tests)
  const sender = createSender({ ...deps, ...secrets, client, headers, reports })
  const { wake } = sender
  const subscriptions = createSubscriptions({ ...deps, keys, echoes, wake })
  inBackground(sender.start(), log, 'the outbox could not be taken over')

  return {
    mount(app: App): void {
      subscriptions.mount(app)
      testRingRoutes(app, { store, clock, tests, wake })
    },
    /** Something may be due in the outbox. */
    wake,
    /** A ring that came by push was reported, so the device's push works. */
    proved: (deviceId: string) => subscriptions.proved(deviceId),
    /** The device is signed out: deletes its subscription. */
    deviceOut: (deviceId: string) => store.write((db) => forgetDevice(db, deviceId)),
    /** Makes a new key pair and returns its id. */
    async rotateKeys(): Promise<string> {
      const { id } = await keys.rotate(clock.now())
      log.info({ key: id }, 'a new VAPID key')
      news.admin()
      return id
    },
    /** Deletes expired rows and unused keys; to be run each minute. */
    async sweep(): Promise<void> {
      await store.write((db) => sweepOutbox(db, clock.now()))
      await keys.sweep()
    },
    /** Ends the polls of test rings. */
    release: () => tests.stop(),
    async stop(): Promise<void> {
      tests.stop()
      await sender.stop()
      ahead.stop()
      await client.close()
    },
  }
}

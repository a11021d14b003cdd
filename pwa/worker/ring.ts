/** Ringing without a page: puts the parts together and handles the worker's events. */
import { setBadge } from '../platform/browser/badge.ts'
import { sendOn } from '../platform/browser/channel.ts'
import { deviceKind } from '../platform/browser/device-kind.ts'
import { randomId } from '../platform/base64-url.ts'
import { PUSH_CHANNEL } from '../platform/installed/worker-messages.ts'
import { clock } from './clock.ts'
import { createNotices } from './notices.ts'
import { onClick } from './on-click.ts'
import { onPush } from './on-push.ts'
import type { Owner } from './owner.ts'
import { resubscribe } from './resubscribe.ts'
import { createRingLoops } from './ring-loops.ts'
import { abilitiesOf } from '../platform/push/notification-abilities.ts'
import { ringRecords } from './ring-records.ts'
import { ringServer } from './ring-server.ts'
import { onMessage } from './seen.ts'
import { createServerClock } from './server-clock.ts'
import { createTestRings } from './test-rings.ts'
import { tidyOnce } from './tidy.ts'
import { isLookedAt, type Windows } from './windows.ts'

/** Handles pushes, presses on notifications and messages of pages. */
export function registerRing(scope: ServiceWorkerGlobalScope, owner: Owner): void {
  const { registration, caches } = scope
  const windows: Windows = {
    matchAll: (options) => scope.clients.matchAll(options),
    openWindow: (address) => scope.clients.openWindow(address),
  }
  const can = abilitiesOf(typeof Notification === 'undefined' ? undefined : Notification)
  const records = ringRecords(scope.indexedDB)
  const server = ringServer((path, init) => scope.fetch(path, init), clock)
  const serverClock = createServerClock(clock, records)
  const notices = createNotices({
    registration,
    can,
    clock,
    serverClock,
    isMobile: deviceKind({ userAgent: scope.navigator.userAgent, maxTouchPoints: 0 }) === 'mobile',
    isLookedAt: () => isLookedAt(windows),
  })
  const loops = createRingLoops({ clock, serverClock, server, records, notices, owner, can })
  const tests = createTestRings({ clock, serverClock, server, notices, can })
  const parts = { clock, serverClock, server, records, notices, loops, tests, owner }
  const tidy = tidyOnce(parts)
  const pushes = {
    ...{ ...parts, setBadge },
    tell: (message: object) => sendOn(PUSH_CHANNEL, message),
  }
  const clicks = { ...parts, windows, caches, newId: randomId }

  owner.whenGone(async () => {
    // Not awaited, because a sign-in waits for this.
    void loops.stopAll()
    await notices.closeOthers(null)
    setBadge(0)
  })

  scope.addEventListener('push', (event) =>
    event.waitUntil(Promise.all([onPush(pushes, event.data), tidy()])),
  )
  scope.addEventListener('notificationclick', (event) =>
    event.waitUntil(Promise.all([onClick(clicks, event), tidy()])),
  )
  scope.addEventListener('message', (event) => {
    const seen = onMessage({ notices, setBadge }, event.data)
    if (seen !== null) event.waitUntil(seen)
  })
  scope.addEventListener('pushsubscriptionchange', (event) => {
    const subscribe = (applicationServerKey: string) =>
      registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    event.waitUntil(
      resubscribe({ clock, server, subscribe }, event.oldSubscription, event.newSubscription),
    )
  })
  // Resume what an earlier worker left as soon as anything wakes this one.
  for (const type of ['fetch', 'message'] as const) {
    scope.addEventListener(type, (event) => event.waitUntil(tidy()))
  }
}

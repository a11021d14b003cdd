/**
 * Makes, reads and ends the browser's push subscription. Every promise that can hang has a timeout
 * here.
 */
import type { SubscriptionRequest } from '../../../protocol/push.ts'
import { base64Url } from '../base64-url.ts'
import { UNSUBSCRIBE_LIMIT_MS } from './push-memory.ts'
import { TOO_LATE, within } from '../time-limit.ts'
import type { Timer } from '../timer.ts'

/**
 * `subscribe()` hangs for as long as the push service cannot be reached, ms. The first one of a
 * browser that has just started takes up to 7 s.
 */
export const SUBSCRIBE_LIMIT_MS = 30_000
/** Timeout for the worker, which may never come (a private window, a full disk), ms. */
export const WORKER_LIMIT_MS = 20_000

/** The browser's own objects, handed in. */
export interface PushBrowser {
  readonly permission: () => NotificationPermission
  /** To be called within a press. Pending while the prompt is open. */
  readonly requestPermission: () => Promise<NotificationPermission>
  /** Pending until the worker is active. */
  readonly registration: () => Promise<{
    readonly pushManager: Pick<PushManager, 'getSubscription' | 'subscribe'>
  }>
}

/** What the browser holds. */
export interface HeldSubscription {
  readonly endpoint: string
  /** The server's key that it was made for, URL-safe base64; null: the browser does not tell. */
  readonly serverKey: string | null
  /** What is sent to the server; null where the browser does not give all of it. */
  readonly body: SubscriptionRequest | null
  /** Unsubscribes; false: it is still there. Browsers keep dead subscriptions until then. */
  readonly end: () => Promise<boolean>
}

/** The outcome of subscribing. */
export type Subscribed =
  | { readonly kind: 'subscribed'; readonly body: SubscriptionRequest }
  /** Notifications are not allowed. */
  | { readonly kind: 'blocked' }
  /** There is no service worker that a push could wake. */
  | { readonly kind: 'no-worker' }
  /** Timeout: the push service cannot be reached, or a prompt is open. */
  | { readonly kind: 'silent' }
  /** The browser's own words. */
  | { readonly kind: 'failed'; readonly detail: string }

/** The subscription that the browser holds; `no-worker` where there can be none. */
export async function heldSubscription(
  browser: PushBrowser,
  timer: Timer,
): Promise<HeldSubscription | 'no-worker' | null> {
  const registration = await within(browser.registration(), WORKER_LIMIT_MS, timer)
  if (registration === TOO_LATE) return 'no-worker'
  const held = await within(registration.pushManager.getSubscription(), UNSUBSCRIBE_LIMIT_MS, timer)
  // A browser that does not tell is asked for one, which it tells to be the same.
  return held === null || held === TOO_LATE ? null : heldOf(held, timer)
}

function heldOf(subscription: PushSubscription, timer: Timer): HeldSubscription {
  const key = subscription.options.applicationServerKey
  const serverKey = key === null ? null : base64Url(key)
  return {
    endpoint: subscription.endpoint,
    serverKey,
    body: serverKey === null ? null : bodyOf(subscription, serverKey),
    end: async () => {
      const ended = await within(subscription.unsubscribe(), UNSUBSCRIBE_LIMIT_MS, timer)
      return ended === true
    },
  }
}

/** Makes a subscription for this key of the server's, once the permission is granted. */
export async function subscribe(
  browser: PushBrowser,
  serverKey: string,
  timer: Timer,
): Promise<Subscribed> {
  const registration = await within(browser.registration(), WORKER_LIMIT_MS, timer)
  if (registration === TOO_LATE) return { kind: 'no-worker' }
  const options = { userVisibleOnly: true, applicationServerKey: serverKey }
  try {
    const made = registration.pushManager.subscribe(options)
    const subscription = await within(made, SUBSCRIBE_LIMIT_MS, timer)
    if (subscription === TOO_LATE) return { kind: 'silent' }
    const body = bodyOf(subscription, serverKey)
    return body === null ? { kind: 'failed', detail: '' } : { kind: 'subscribed', body }
  } catch (error) {
    return failureOf(error)
  }
}

function bodyOf(subscription: PushSubscription, serverKey: string): SubscriptionRequest | null {
  const { endpoint, keys } = subscription.toJSON()
  const { p256dh, auth } = keys ?? {}
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return null
  return { endpoint, keys: { p256dh, auth }, serverKey }
}

/** Push API, section 5.1: `NotAllowedError` is the permission's, all else the push service's. */
export function failureOf(error: unknown): Exclude<Subscribed, { kind: 'subscribed' }> {
  if (!(error instanceof Error)) return { kind: 'failed', detail: String(error) }
  if (error.name === 'NotAllowedError') return { kind: 'blocked' }
  return { kind: 'failed', detail: error.message }
}

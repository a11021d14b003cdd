/**
 * Makes a new subscription and sends it to the server when the browser has dropped the old one. Few
 * browsers report this, so pages check at each start, too.
 */
import * as v from 'valibot'
import { subscriptionRequest } from '../../protocol/push.ts'
import { base64Url } from '../platform/base64-url.ts'
import type { Clock } from './clock.ts'
import { LANGUAGE } from '../texts/formats.ts'
import { insist, type RingServer } from './ring-server.ts'

/** `subscribe()` hangs while the push service cannot be reached, ms. */
const LIMIT_MS = 20_000

/** The part of a `PushSubscription` that is used. */
export interface Subscription {
  readonly options: { readonly applicationServerKey: ArrayBuffer | null }
  toJSON(): object
}

export interface ResubscribeDeps {
  readonly clock: Clock
  readonly server: Pick<RingServer, 'pushKey' | 'subscribe'>
  readonly subscribe: (serverKey: string) => Promise<Subscription>
}

/** `next`: the subscription that the browser has made by itself, if any. */
export async function resubscribe(
  { clock, server, subscribe }: ResubscribeDeps,
  old: Subscription | null,
  next: Subscription | null,
): Promise<void> {
  const bytes = (next ?? old)?.options.applicationServerKey ?? null
  const serverKey = bytes === null ? await server.pushKey() : base64Url(bytes)
  if (serverKey === null) return
  const made = next ?? (await within(clock, subscribe(serverKey)))
  if (made === null) return
  const request: unknown = { ...made.toJSON(), serverKey }
  if (!v.is(subscriptionRequest, request)) return
  const { endpoint, keys } = request
  await insist(clock, () => server.subscribe({ endpoint, keys, serverKey, language: LANGUAGE }))
}

async function within<T>(clock: Clock, work: Promise<T>): Promise<T | null> {
  const done = new AbortController()
  const late = clock.wait(LIMIT_MS, done.signal).then(() => null)
  const result = await Promise.race([work.catch(() => null), late])
  done.abort()
  return result
}

/**
 * The browser gave up a subscription: a new one is made and told to the server. Browsers tell of it
 * seldom, so pages look at each start, too.
 */
import * as v from 'valibot'
import { subscriptionRequest } from '../../protocol/push.ts'
import { base64Url } from '../platform/base64-url.ts'
import type { Clock } from './clock.ts'
import { insist } from './ring-server.ts'
import type { RingServer } from './ring-server.ts'

/** `subscribe()` hangs where the push service cannot be reached. */
const LIMIT_MS = 20_000

/** What of a subscription is used. */
export interface Subscription {
  readonly options: { readonly applicationServerKey: ArrayBuffer | null }
  toJSON(): object
}

/** What a lost subscription is made anew with. */
export interface ResubscribeParts {
  readonly clock: Clock
  readonly server: Pick<RingServer, 'pushKey' | 'subscribe'>
  readonly subscribe: (serverKey: string) => Promise<Subscription>
}

/** `next` is what the browser made by itself, if it did. */
export async function resubscribe(
  { clock, server, subscribe }: ResubscribeParts,
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
  await insist(clock, () => server.subscribe({ endpoint, keys, serverKey }))
}

async function within<T>(clock: Clock, work: Promise<T>): Promise<T | null> {
  const done = new AbortController()
  const late = clock.wait(LIMIT_MS, done.signal).then(() => null)
  const result = await Promise.race([work.catch(() => null), late])
  done.abort()
  return result
}

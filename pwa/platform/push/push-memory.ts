/** The last subscription that this browser profile sent to the server, and the lock for changing it. */
import * as v from 'valibot'
import { alone, type AloneDeps } from '../alone.ts'
import { keptJson } from '../kept-json.ts'
import { localStore } from '../safe-storage.ts'

/** The Web Lock by which only one tab at a time changes the subscription. */
export const PUSH_LOCK = 'peal.push'
/** A tab that asks a push service holds it for so long, ms. */
const LOCK_LIMIT_MS = 15_000

/** Timeout for reading or ending a subscription, which may ask the push service, ms. */
export const UNSUBSCRIBE_LIMIT_MS = 10_000

const KEPT = 'peal.push'

const sentSubscription = v.object({ deviceId: v.string(), endpoint: v.string() })
/** The subscription that the server was sent last, and for which device. */
export type SentSubscription = v.InferOutput<typeof sentSubscription>

/** The subscription that was sent last from here; null: none is known. */
export function readSent(storage?: Pick<Storage, 'getItem'>): SentSubscription | null {
  return keptJson(KEPT, sentSubscription, storage)
}

/** Remembers it; null forgets. */
export function writeSent(
  sent: SentSubscription | null,
  storage: Pick<Storage, 'setItem' | 'removeItem'> = localStore,
): void {
  if (sent === null) storage.removeItem(KEPT)
  else storage.setItem(KEPT, JSON.stringify(sent))
}

/** Does the work while no other tab changes the subscription. */
export const aloneWithPush = <T>(work: () => Promise<T>, deps?: AloneDeps): Promise<T> =>
  alone(PUSH_LOCK, LOCK_LIMIT_MS, work, deps)

/**
 * What is to be done at a start so that browser and server agree on this device's subscription.
 * Pure: it looks at both and at what was last sent, and does nothing itself.
 */
import type { PushState } from '../../../protocol/push.ts'

const DAY_MS = 86_400_000
/** An echo proves a subscription for this long, ms: "can be rung" stands on it. */
export const PROOF_MS = 7 * DAY_MS
/** An older proof is asked for anew, ms, so that none runs out while Peal is used every few days. */
const PROOF_AGAIN_MS = DAY_MS

/**
 * `send`: the server is told of the one that is there, and proves it. `renew`: the one that is there
 * is ended first.
 */
export type PushPlan = 'keep' | 'send' | 'subscribe' | 'renew'

/** What is known of push here. */
export interface PushFacts {
  readonly held: { readonly endpoint: string; readonly serverKey: string | null } | null
  readonly server: PushState
  /** The endpoint that this device sent last; null: none that is remembered. */
  readonly sent: string | null
  readonly now: number
}

/** Where notifications are allowed. */
export function pushPlan({ held, server, sent, now }: PushFacts): PushPlan {
  const known = server.subscription
  if (held === null) return 'subscribe'
  if (held.serverKey !== server.key) return 'renew'
  // Browsers hand out a subscription that its push service has ended (404, 410) for ever.
  if (known === null || !known.current || known.failingSince !== null) return 'renew'
  if (held.endpoint !== sent) return 'send'
  return known.provedAt === null || now - known.provedAt > PROOF_AGAIN_MS ? 'send' : 'keep'
}

/** Whether this state says that a push came through lately. */
export function isProved(state: PushState, now: number): boolean {
  const provedAt = state.subscription?.provedAt ?? null
  return provedAt !== null && now - provedAt <= PROOF_MS
}

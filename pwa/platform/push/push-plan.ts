/**
 * Decides what to do so that browser and server agree on this device's subscription. Pure.
 */
import type { PushState } from '../../../protocol/push.ts'

const DAY_MS = 86_400_000
/** An echo proves for this long that push works, ms. */
export const PROOF_MS = 7 * DAY_MS
/** Older proofs are renewed, so that none expires while Peal is used every few days, ms. */
const PROOF_AGAIN_MS = DAY_MS

/**
 * `send`: send the browser's subscription to the server, which proves it. `renew`: end it first and
 * make another.
 */
export type PushPlan = 'keep' | 'send' | 'subscribe' | 'renew'

/** What is known of push here. */
export interface PushFacts {
  readonly held: { readonly endpoint: string; readonly serverKey: string | null } | null
  readonly server: PushState
  /** The endpoint that this device sent last; null: none that is remembered. */
  readonly sent: string | null
  /** Of the pages here. */
  readonly language: string
  readonly now: number
}

/** Decides, where notifications are allowed. */
export function pushPlan({ held, server, sent, language, now }: PushFacts): PushPlan {
  const known = server.subscription
  if (held === null) return 'subscribe'
  if (held.serverKey !== server.key) return 'renew'
  // Browsers keep returning a subscription that its push service has ended (404, 410).
  if (known === null || !known.current || known.failingSince !== null) return 'renew'
  // A server of the version before this one does not say in which language it writes.
  const isOther = known.language !== undefined && known.language !== language
  if (held.endpoint !== sent || isOther) return 'send'
  return known.provedAt === null || now - known.provedAt > PROOF_AGAIN_MS ? 'send' : 'keep'
}

/** Whether a push has come through lately. */
export function isProved(state: PushState, now: number): boolean {
  const provedAt = state.subscription?.provedAt ?? null
  return provedAt !== null && now - provedAt <= PROOF_MS
}

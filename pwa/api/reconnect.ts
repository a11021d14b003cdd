/** Backoff of reconnects. Pure. */

/** The first backoff, ms; it doubles with every failure. */
const RECONNECT_FIRST_MS = 200
/** The longest backoff while the page has a ring or a live call, which would be lost soon, ms. */
const RECONNECT_URGENT_MS = 2_000
/** The longest backoff otherwise, ms. */
const RECONNECT_IDLE_MS = 30_000

/** How a socket ended: by the server's `bye`, or without one. */
export interface Ending {
  readonly code: 'revoked' | 'drain' | 'superseded' | 'expired' | null
  /** The delay that the server asks for, ms. */
  readonly retryMs: number | null
}

/**
 * Milliseconds until the next try; null: never. `failures`: tries since the last welcome
 * (0 after a connection that was welcomed). `random` in [0, 1) spreads pages that lost the same server.
 */
export function reconnectIn(
  ending: Ending,
  failures: number,
  urgent: boolean,
  random: number,
): number | null {
  const cap = urgent ? RECONNECT_URGENT_MS : RECONNECT_IDLE_MS
  switch (ending.code) {
    case 'revoked':
    case 'expired':
    case 'superseded':
      return null
    case 'drain':
      if (ending.retryMs !== null) return urgent ? Math.min(ending.retryMs, cap) : ending.retryMs
      break
    case null:
      break
    default:
      return ending.code satisfies never
  }
  const wait = Math.min(cap, RECONNECT_FIRST_MS * 2 ** Math.min(failures, 16))
  return Math.round(wait * (1 - 0.2 * random))
}

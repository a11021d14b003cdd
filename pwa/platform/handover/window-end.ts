/** Ways in which a call window ends. */
import type { Timer } from '../timer.ts'

/** Time for the hang-up sound, and for telling the server, ms. */
const CLOSE_MS = 1_000
/** A window that a script may not close is still there after this, ms. */
const STAYS_MS = 150

/** Closes this window after a moment, where a script may, unless it is needed again by then. */
export function closeWindowSoon(
  timer: Timer,
  needed: () => boolean,
  page: Pick<Window, 'close'> = window,
): void {
  timer(CLOSE_MS, () => {
    if (!needed()) page.close()
  })
}

/** Closes this window; one that a script may not close goes to the contacts. */
export function goHome(): void {
  window.close()
  setTimeout(() => location.assign('/'), STAYS_MS)
}

/**
 * Tells the server that a window goes, by a beacon, which outlives it; where the browser has none or does not take
 * it, by a request that outlives it, too.
 */
export function sayGoodbye(
  leg: { readonly callId: string; readonly legId: string },
  sender: Partial<Pick<Navigator, 'sendBeacon'>> = navigator,
): void {
  const path = `/api/calls/${leg.callId}/leave`
  const body = new Blob([JSON.stringify({ legId: leg.legId })], { type: 'application/json' })
  try {
    if (sender.sendBeacon?.(path, body) === true) return
  } catch {
    // As without beacons.
  }
  fetch(path, { method: 'POST', body, keepalive: true }).catch(() => undefined)
}

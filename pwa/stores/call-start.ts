/** Starting a call by a press, in the app or from a call window. */
import { placeAddress } from '../platform/handover/call-addresses.ts'
import { leaveIntent } from '../platform/handover/press-proof.ts'
import { randomId } from '../platform/base64-url.ts'

/**
 * The address of the window that places the call. An intent is written for it; without one (storage
 * is full or forbidden) the window asks once more.
 */
export function addressToPlace(to: string, connector: string): string {
  let nonce: string | null = randomId()
  try {
    leaveIntent(localStorage, nonce, { to, connector }, Date.now())
  } catch {
    nonce = null
  }
  return placeAddress(to, connector, nonce)
}

/** Starting a call by a press, in the app or from a call window. */
import { placeAddress } from '../platform/handover/call-addresses.ts'
import { leaveIntent } from '../platform/handover/press-left.ts'
import { randomId } from '../platform/base64-url.ts'
import { localStore } from '../platform/safe-storage.ts'

/** The address of the window that places the call. An intent is written for it. */
export function addressToPlace(to: string, connector: string): string {
  const nonce = randomId()
  leaveIntent(localStore, nonce, { to, connector }, Date.now())
  return placeAddress(to, connector, nonce)
}

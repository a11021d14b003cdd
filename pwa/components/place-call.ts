/** What a press on a Call button does, and whether it may be offered. */
import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { writeIntent } from '../platform/call-intent.ts'
import { openCallWindow, placeAddress } from '../platform/call-windows.ts'
import { randomId } from '../platform/random-id.ts'
import { canCall } from '../platform/support.ts'
import { useConnectors } from '../stores/connectors.ts'
import { useOffline } from '../stores/offline.ts'
import { useSession } from '../stores/session.ts'
import * as texts from '../texts/texts.ts'

/** Opens the window that places the call. To be called within a press. */
export function placeCall(handle: string, connector: string): void {
  openCallWindow(placeAddress(handle, connector, intentFor(handle, connector)))
}

/** Without an intent (storage full or forbidden) the window asks once more. */
function intentFor(handle: string, connector: string): string | null {
  const nonce = randomId()
  try {
    writeIntent(localStorage, nonce, { to: handle, connector }, Date.now())
    return nonce
  } catch {
    return null
  }
}

/** Why this person cannot be called from here, in words; null: they can. */
export function useNoCallReason(handle: () => string): ComputedRef<string | null> {
  const session = useSession()
  const offline = useOffline()
  const connectors = useConnectors()
  const able = canCall()
  const reasons = texts.contacts.callButton
  return computed(() => {
    if (session.member?.handle === handle()) return reasons.self
    if (session.mobile) return reasons.mobile
    if (!able) return reasons.unsupported
    if (offline.offline) return reasons.offline
    return connectors.preferred === null ? reasons.off : null
  })
}

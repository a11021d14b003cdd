/** What a press on a Call button does, and whether it may be offered. */
import { computed } from 'vue'
import type { Person } from '../../../protocol/people.ts'
import { openCallWindow, openTab } from '../../platform/handover/call-windows.ts'
import { canCall } from '../../platform/browser/support.ts'
import { addressToPlace } from '../../stores/call-start.ts'
import { useConnectors, type EnabledConnector } from '../../stores/connectors.ts'
import { useOffline } from '../../stores/offline.ts'
import { useSession } from '../../stores/session.ts'
import * as texts from '../../texts/texts.ts'
import { toast } from '../ui/toasts.ts'

/**
 * Opens the window that places the call, or the program that makes it. To be called within a press.
 * `account`: which of the person's, for a program; their first unless said.
 */
export function placeCall({ handle }: Person, connector: EnabledConnector, account?: string): void {
  if (connector.kind === 'dial') {
    // A browser lets pages open tabs right after a press only: the address comes later.
    const tab = connector.tab ? openTab() : null
    import('./dial.ts')
      .then(({ callByProgram }) => callByProgram(handle, connector, account, tab))
      .catch(() => {
        tab?.close()
        toast(texts.common.failures.offline, 'bad')
      })
    return
  }
  openCallWindow(addressToPlace(handle, connector.id))
}

/** Why this person cannot be called from here, in words; null: they can. */
export function useNoCallReason(person: () => Person) {
  const session = useSession()
  const offline = useOffline()
  const connectors = useConnectors()
  const able = canCall()
  const reasons = texts.contacts.callButton
  return computed(() => {
    if (session.member?.handle === person().handle) return reasons.self
    if (session.mobile) return reasons.mobile
    if (!able) return reasons.unsupported
    if (offline.offline) return reasons.offline
    if (connectors.preferredFor(person()) !== null) return null
    const [only, ...more] = connectors.enabled
    if (only === undefined) return reasons.off
    return only.account === null || more.length > 0
      ? reasons.noWay
      : reasons.noAccount(person().name, only.account.label)
  })
}

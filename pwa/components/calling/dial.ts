/** Calls by another program: the server records the call and answers the address to open. */
import { navigateTab } from '../../platform/handover/call-windows.ts'
import { dial } from '../../stores/accounts.ts'
import { useConnectors, type EnabledConnector } from '../../stores/connectors.ts'
import * as texts from '../../texts/texts.ts'
import { toast, toastResult } from '../ui/toasts.ts'

/** `account`: which of the person's; `tab`: the empty one that was opened at the press. */
export async function callByProgram(
  handle: string,
  { id, title }: EnabledConnector,
  account: string | undefined,
  tab: Window | null,
): Promise<void> {
  const result = await dial({ to: handle, connector: id, account })
  if (!result.ok) {
    tab?.close()
    toastResult(result)
    // The connectors on screen are outdated.
    if (result.code === 'connector-off') await useConnectors().load()
    return
  }
  navigateTab(tab, result.data.url)
  toast(texts.accounts.opened(title))
}

/** Calls by another program: the server records the call and answers the address to open. */
import { navigateTab } from '../../platform/handover/call-windows.ts'
import { dial } from '../../stores/accounts.ts'
import type { EnabledConnector } from '../../stores/connectors.ts'
import { useConnectors } from '../../stores/connectors.ts'
import * as texts from '../../texts/texts.ts'
import { failureText } from '../ui/failure-text.ts'
import { toast } from '../ui/toasts.ts'

/** Where to: an account of the person's, and the empty tab that was opened at the press. */
interface DialTo {
  readonly account: string | undefined
  readonly tab: Window | null
}

export async function callByProgram(
  handle: string,
  { id, title }: EnabledConnector,
  { account, tab }: DialTo,
): Promise<void> {
  const result = await dial({ to: handle, connector: id, account })
  if (!result.ok) {
    tab?.close()
    toast(failureText(result), 'bad')
    // The connectors on screen are outdated.
    if (result.code === 'connector-off') await useConnectors().load()
    return
  }
  navigateTab(tab, result.data.url)
  toast(texts.accounts.opened(title))
}

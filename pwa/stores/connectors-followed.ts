/** Which ways to call there are, in tabs that stay open for days. */
import { useConnectors } from './connectors.ts'
import { useSession } from './session.ts'

/** Asks again when the tab is looked at: an administrator may have switched some on or off. */
export function followConnectors(
  page: Pick<Document, 'addEventListener' | 'visibilityState'> = document,
): void {
  const session = useSession()
  const connectors = useConnectors()
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible' && session.state === 'in') void connectors.load()
  })
}

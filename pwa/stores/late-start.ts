/** Starts background work once somebody is signed in. No page waits for it; loaded late. */
import { lendProofs } from '../platform/handover/lent-proof.ts'
import { takeProof } from '../platform/handover/press-left.ts'
import { localStore, whenNotKept } from '../platform/safe-storage.ts'
import { useConnectors } from './connectors.ts'
import { usePush } from './push.ts'
import { tellWhatIsSeen } from './seen-told.ts'
import { useSession } from './session.ts'

let started = false

/** Idempotent. */
export function startLate(): void {
  usePush().start()
  if (!started) {
    tellWhatIsSeen()
    whenNotKept(() => lendProofs((key) => takeProof(localStore, key)))
    followConnectors()
  }
  started = true
}

/** Asks for the connectors when the tab is looked at: some may have been switched on or off. */
export function followConnectors(
  page: Pick<Document, 'addEventListener' | 'visibilityState'> = document,
): void {
  const session = useSession()
  const connectors = useConnectors()
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible' && session.state === 'in') void connectors.load()
  })
}

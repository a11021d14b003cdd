/** Starts background work once somebody is signed in. No page waits for it; loaded late. */
import { followConnectors } from './connectors.ts'
import { usePush } from './push.ts'
import { tellWhatIsSeen } from './seen-told.ts'

let started = false

/** Idempotent. */
export function startLate(): void {
  usePush().start()
  if (!started) {
    tellWhatIsSeen()
    followConnectors()
  }
  started = true
}

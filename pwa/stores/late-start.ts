/** What starts once somebody is signed in and no page waits for. Its code is loaded late. */
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

/** What begins once somebody is signed in, and no page waits for. Its code comes late. */
import { usePush } from './push.ts'
import { tellWhatIsSeen } from './seen-told.ts'

let started = false

/** Twice does no harm. */
export function startLate(): void {
  usePush().start()
  if (!started) tellWhatIsSeen()
  started = true
}

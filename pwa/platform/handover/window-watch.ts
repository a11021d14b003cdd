/** Whether the window of a call is open in this browser. */
import { heldLocks } from '../browser/held-locks.ts'
import type { Timer } from '../timer.ts'
import { lockName } from './window-lock.ts'

/** How often the window's lock is looked at, ms. */
const LOOK_MS = 500
/** A window that was never seen may still be opening for so many looks; a browser may fail to tell as often. */
const OPENING_LOOKS = 6

/**
 * Calls `changed` whenever the call's window has closed or opened; at first it counts as open.
 * @returns a function that stops it
 */
export function watchWindow(
  callId: string,
  changed: (open: boolean) => void,
  timer: Timer,
  locks: Pick<LockManager, 'query'> | undefined = navigator.locks,
): () => void {
  let isStopped = false
  let isOpen = true
  let wasSeen = false
  let looksInVain = 0
  let cancel: (() => void) | null = null

  async function look(): Promise<void> {
    const held = await heldLocks(locks, timer)
    if (isStopped) return
    const isHeld = held?.includes(lockName(callId)) === true
    wasSeen ||= isHeld
    looksInVain = isHeld ? 0 : looksInVain + 1
    const now = looksInVain < (wasSeen && held !== null ? 1 : OPENING_LOOKS)
    if (now !== isOpen) {
      isOpen = now
      changed(isOpen)
    }
    cancel = timer(LOOK_MS, () => void look())
  }

  void look()
  return () => {
    isStopped = true
    cancel?.()
  }
}

/**
 * Whether the window of a call is open in this browser. The window holds a Web Lock, which the browser releases
 * however the window goes: closed, crashed, or its process killed.
 */
import type { Timer } from '../timer.ts'

const nameOf = (callId: string) => `peal.call:${callId}`

/** How often the lock is looked at, ms. */
const LOOK_MS = 500
/** A window that was never seen may still be opening for so many looks. */
const OPENING_LOOKS = 6

/** To be called by the call's window: holds the lock for as long as the window lives. */
export function holdWindowLock(
  callId: string,
  locks: Pick<LockManager, 'request'> | undefined = navigator.locks,
): void {
  void locks?.request(nameOf(callId), () => new Promise<void>(() => undefined))
}

/**
 * Calls `changed` whenever the call's window has closed or opened; at first it counts as open.
 * @returns a function that stops it
 */
export function watchWindowLock(
  callId: string,
  changed: (open: boolean) => void,
  timer: Timer,
  locks: Pick<LockManager, 'query'> | undefined = navigator.locks,
): () => void {
  let isStopped = false
  let isOpen = true
  let wasSeen = false
  let closedLooks = 0
  let cancel: (() => void) | null = null

  async function look(): Promise<void> {
    const { held = [] } = (await locks?.query()) ?? {}
    if (isStopped) return
    const isHeld = held.some(({ name }) => name === nameOf(callId))
    wasSeen ||= isHeld
    closedLooks = isHeld ? 0 : closedLooks + 1
    const now = isHeld || closedLooks < (wasSeen ? 1 : OPENING_LOOKS)
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

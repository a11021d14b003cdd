/**
 * The window of a call holds a Web Lock, which the browser releases however the window goes: closed, crashed, or
 * its process killed.
 */
export const lockName = (callId: string) => `peal.call:${callId}`

/**
 * To be called by the call's window: holds the lock for as long as the window lives. Where the browser refuses
 * it, other tabs offer to return to the call.
 */
export function holdWindowLock(
  callId: string,
  locks: Pick<LockManager, 'request'> | undefined = navigator.locks,
): void {
  const untilGone = new Promise<void>(() => undefined)
  locks?.request(lockName(callId), () => untilGone).catch(() => undefined)
}

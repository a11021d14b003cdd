/**
 * What a call window remembers of its part in a call across a reload, as text in sessionStorage: a
 * window's own, gone with it. What it means is `call/window-entry.ts`'s.
 */
const PREFIX = 'peal.leg.'

type MemoryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Keeps this text for the call, in place of an earlier one. */
export function rememberLeg(storage: MemoryStorage, callId: string, text: string): void {
  storage.setItem(PREFIX + callId, text)
}

/** The part in it is over. */
export function forgetLeg(storage: MemoryStorage, callId: string): void {
  storage.removeItem(PREFIX + callId)
}

/** What was kept for the call; null: nothing. */
export function recallLeg(storage: MemoryStorage, callId: string): string | null {
  return storage.getItem(PREFIX + callId)
}

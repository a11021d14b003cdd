/**
 * What a call window remembers of its leg across a reload, as text in its sessionStorage, which goes
 * with the window. `call/machine/entry.ts` parses it.
 */
const PREFIX = 'peal.leg.'

type MemoryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Keeps this text for the call, in place of an earlier one. */
export function rememberLeg(storage: MemoryStorage, callId: string, text: string): void {
  storage.setItem(PREFIX + callId, text)
}

/** The leg is over. */
export function forgetLeg(storage: MemoryStorage, callId: string): void {
  storage.removeItem(PREFIX + callId)
}

/** The text that was kept for the call; null: none. */
export function recallLeg(storage: MemoryStorage, callId: string): string | null {
  return storage.getItem(PREFIX + callId)
}

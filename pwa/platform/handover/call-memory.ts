/**
 * What a call window remembers of its leg across a reload, as text in its sessionStorage, which goes
 * with the window; and in localStorage, for another window after that one was closed by mistake.
 * `call/machine/entry.ts` parses it.
 */
const PREFIX = 'peal.leg.'

type MemoryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type ListedStorage = MemoryStorage & Pick<Storage, 'key' | 'length'>

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

/** No call of this browser goes on. */
export function forgetAllLegs(storage: ListedStorage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  for (const key of keys) if (key.startsWith(PREFIX)) storage.removeItem(key)
}

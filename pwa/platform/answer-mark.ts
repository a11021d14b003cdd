/**
 * What an Answer pressed in Peal's own page leaves for the window that it opens, so that the window
 * may open microphone and camera without waiting for the server: an address alone proves nothing,
 * since anybody can make one with a token of his own invention.
 */
import { isFresh } from './mark-age.ts'

const PREFIX = 'peal.answer.'
/** The window is open well before, ms. */
const MARK_MS = 10_000

type MarkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Written just before the window is opened. `now` in ms since 1970. */
export function markAnswer(storage: MarkStorage, legId: string, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) {
    if (key?.startsWith(PREFIX) === true && !isFresh(storage.getItem(key), now, MARK_MS)) {
      storage.removeItem(key)
    }
  }
  storage.setItem(PREFIX + legId, String(now))
}

/** Takes the mark out: true once, for a leg that was answered here just now. */
export function takeAnswerMark(storage: MarkStorage, legId: string, now: number): boolean {
  const at = storage.getItem(PREFIX + legId)
  storage.removeItem(PREFIX + legId)
  return isFresh(at, now, MARK_MS)
}

/**
 * Proofs that somebody pressed Call or Answer in this browser just now. The window that the press
 * opens may then place or answer its call without asking again. An address alone proves nothing,
 * since any site can make one; only Peal's own pages and worker can write to these stores.
 */

/** Whom an intent calls, and how. */
export interface CallIntent {
  readonly to: string
  readonly connector: string
}

/** Unused proofs are swept after this, ms; a slow machine takes some seconds to open a window. */
export const SWEPT_MS = 60_000
/** A page's proof of an Answer is valid for this long, ms. Windows open much sooner. */
const ANSWER_MS = 10_000

const INTENT = 'peal.intent.'
const ANSWER = 'peal.answer.'

/** localStorage; the worker, which shares this file, has not even its type. */
interface ProofStorage {
  readonly length: number
  key(index: number): string | null
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Writes the proof of a Call just before its window is opened. `now` in ms since 1970. */
export function leaveIntent(
  storage: ProofStorage,
  nonce: string,
  intent: CallIntent,
  now: number,
): void {
  leave(storage, intentKey(nonce), JSON.stringify({ ...intent, at: now }), now)
}

/**
 * Takes an intent's text out, so that nobody finds it again; null when there is none. Whether it is
 * good is decided in `call/machine/entry.ts`.
 */
export function takeIntent(storage: ProofStorage, nonce: string): string | null {
  return take(storage, intentKey(nonce))
}

/** Writes the proof of an Answer in a page just before its window is opened. */
export function leaveAnswerProof(storage: ProofStorage, legId: string, now: number): void {
  leave(storage, answerKey(legId), String(now), now)
}

/** Takes the proof out: true once, for a leg that was answered in a page just now. */
export function takeAnswerProof(storage: ProofStorage, legId: string, now: number): boolean {
  return isAnswerProof(take(storage, answerKey(legId)), now)
}

/** The keys under which proofs are kept. */
export const intentKey = (nonce: string) => INTENT + nonce
export const answerKey = (legId: string) => ANSWER + legId

/** Takes out whatever proof is under this key, for another window; null: none, or no key of a proof. */
export function takeProof(storage: ProofStorage, key: string): string | null {
  return key.startsWith(INTENT) || key.startsWith(ANSWER) ? take(storage, key) : null
}

/** Whether this is a proof of an Answer in a page just now. */
export const isAnswerProof = (text: string | null, now: number) => isFresh(text, now, ANSWER_MS)

function leave(storage: ProofStorage, key: string, text: string, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  for (const each of keys) {
    if (!each.startsWith(INTENT) && !each.startsWith(ANSWER)) continue
    if (!isFresh(storage.getItem(each), now, SWEPT_MS)) storage.removeItem(each)
  }
  storage.setItem(key, text)
}

function take(storage: ProofStorage, key: string): string | null {
  const text = storage.getItem(key)
  storage.removeItem(key)
  return text
}

/** Whether a proof was written less than `limitMs` ago; false where the clock was set back. */
export function isFresh(text: string | null | undefined, now: number, limitMs: number): boolean {
  // A proof ends with the time of the press: alone, or as the last field of the intent's JSON.
  const age = now - Number(/(\d+)}?$/.exec(text ?? '')?.[1])
  return age >= 0 && age < limitMs
}

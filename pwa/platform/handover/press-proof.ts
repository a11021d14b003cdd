/**
 * Proofs that somebody pressed Call or Answer in this browser just now. The window that the press
 * opens may then place or answer its call without asking again. An address alone proves nothing,
 * since any site can make one; only Peal's own pages and worker can write to these stores.
 */

/** Unused proofs are swept after this, ms; a slow machine takes some seconds to open a window. */
export const SWEPT_MS = 60_000
/** A page's proof of an Answer is valid for this long, ms. Windows open much sooner. */
const ANSWER_MS = 10_000

/** What the keys of proofs begin with. */
export const INTENT = 'peal.intent.'
export const ANSWER = 'peal.answer.'

/** localStorage; the worker, which shares this file, has not even its type. */
export interface ProofStorage {
  readonly length: number
  key(index: number): string | null
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * Takes an intent's text out, so that nobody finds it again; null when there is none. Whether it is
 * good is decided in `call/machine/entry.ts`.
 */
export function takeIntent(storage: ProofStorage, nonce: string): string | null {
  return take(storage, intentKey(nonce))
}

/** Takes the proof out: true once, for a leg that was answered in a page just now. */
export function takeAnswerProof(storage: ProofStorage, legId: string, now: number): boolean {
  return isAnswerProof(take(storage, answerKey(legId)), now)
}

export const intentKey = (nonce: string) => INTENT + nonce
export const answerKey = (legId: string) => ANSWER + legId

/** Whether this is a proof of an Answer in a page just now. */
export const isAnswerProof = (text: string | null, now: number) => isFresh(text, now, ANSWER_MS)

/** Takes out what was left under a key. */
export function take(storage: ProofStorage, key: string): string | null {
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

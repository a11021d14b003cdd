/** Leaves proofs of a press (`press-proof.ts`) for the window that the press opens. */
import {
  ANSWER,
  answerKey,
  INTENT,
  intentKey,
  isFresh,
  SWEPT_MS,
  take,
  type ProofStorage,
} from './press-proof.ts'

/** Whom an intent calls, and how. */
export interface CallIntent {
  readonly to: string
  readonly connector: string
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

/** Writes the proof of an Answer in a page just before its window is opened. */
export function leaveAnswerProof(storage: ProofStorage, legId: string, now: number): void {
  leave(storage, answerKey(legId), String(now), now)
}

/** Takes out whatever proof is under this key, for another window; null: none, or no key of a proof. */
export function takeProof(storage: ProofStorage, key: string): string | null {
  return key.startsWith(INTENT) || key.startsWith(ANSWER) ? take(storage, key) : null
}

function leave(storage: ProofStorage, key: string, text: string, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  for (const each of keys) {
    if (!each.startsWith(INTENT) && !each.startsWith(ANSWER)) continue
    if (!isFresh(storage.getItem(each), now, SWEPT_MS)) storage.removeItem(each)
  }
  storage.setItem(key, text)
}

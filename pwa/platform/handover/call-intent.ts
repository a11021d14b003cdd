/**
 * One-time intents: what lets a call window place a call without a further press. Only Peal's own
 * pages can write them, so that no other site puts a signed-in person on air by opening an address.
 * What makes one good is decided by the call window (`call/window-entry.ts`).
 */
export interface CallIntent {
  readonly to: string
  readonly connector: string
}

/** Older ones than this were never used; ms. */
const FORGOTTEN_MS = 60_000

const PREFIX = 'peal.intent.'

type IntentStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Writes an intent just before its window is opened. `now` in ms since 1970. */
export function writeIntent(
  storage: IntentStorage,
  nonce: string,
  intent: CallIntent,
  now: number,
): void {
  sweep(storage, now)
  storage.setItem(PREFIX + nonce, JSON.stringify({ ...intent, at: now }))
}

/** Takes an intent's text out, so that nobody finds it again; null when there is none. */
export function takeIntent(storage: IntentStorage, nonce: string): string | null {
  const text = storage.getItem(PREFIX + nonce)
  storage.removeItem(PREFIX + nonce)
  return text
}

function sweep(storage: IntentStorage, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) {
    if (key?.startsWith(PREFIX) !== true) continue
    const at = writtenAt(storage.getItem(key))
    if (at === null || Math.abs(now - at) > FORGOTTEN_MS) storage.removeItem(key)
  }
}

function writtenAt(text: string | null): number | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (typeof value !== 'object' || value === null || !('at' in value)) return null
    return typeof value.at === 'number' ? value.at : null
  } catch {
    return null
  }
}

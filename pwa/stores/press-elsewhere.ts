/** Presses of which this window's own storage says nothing: those on a notification, and those in a browser that keeps nothing. */
import { borrowProof } from '../platform/handover/lent-proof.ts'
import { takeNotificationProof } from '../platform/handover/notification-proof.ts'
import { answerKey, intentKey, isAnswerProof } from '../platform/handover/press-proof.ts'
import { within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** What a notification left is found within this, ms, or not at all. */
const PRESSED_MS = 2_000

/** The intent that the opening page has, where the browser keeps none. */
export function borrowIntent(nonce: string): Promise<string | null> {
  return borrowProof(intentKey(nonce), pageTimer)
}

/** Whether Answer was pressed for this leg just now. `now` in ms since 1970. */
export function isPressedElsewhere(legId: string, now: number): Promise<boolean> {
  const lent = borrowProof(answerKey(legId), pageTimer)
  return either(
    isPressed(legId),
    lent.then((proof) => isAnswerProof(proof, now)).catch(() => false),
  )
}

/** Whether it was pressed on a notification. */
async function isPressed(legId: string): Promise<boolean> {
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  try {
    // A private window may have no caches: then it has no worker either.
    const taken = takeNotificationProof(caches, legId, { now: () => Date.now(), wait })
    return (await within(taken, PRESSED_MS, pageTimer)) === true
  } catch {
    return false
  }
}

/** True as soon as one is. */
function either(...these: readonly Promise<boolean>[]): Promise<boolean> {
  return new Promise((resolve) => {
    for (const each of these) void each.then((is) => is && resolve(true))
    void Promise.all(these).then(() => resolve(false))
  })
}

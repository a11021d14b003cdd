/** Ends the browser's push subscription when its member goes, so that no calls of theirs ring here. */
import { aloneWithPush, readSent, UNSUBSCRIBE_LIMIT_MS, writeSent } from './push-memory.ts'
import { TOO_LATE, within } from '../time-limit.ts'
import { pageTimer, type Timer } from '../timer.ts'
import { localStore } from '../safe-storage.ts'

export interface PushEndDeps {
  readonly navigator: {
    readonly serviceWorker?: Pick<ServiceWorkerContainer, 'getRegistration'>
    readonly locks?: Pick<LockManager, 'request'>
  }
  readonly localStorage: Pick<Storage, 'getItem' | 'removeItem' | 'setItem'>
  readonly timer: Timer
  readonly failed: (cause: unknown) => void
}

const page = (): PushEndDeps => ({
  navigator,
  localStorage: localStore,
  timer: pageTimer,
  failed: (cause) => reportError(cause),
})

/**
 * Ends the subscription, unless it was made for this device; null: always. Making another one waits
 * for this by the lock.
 */
export async function endSubscription(
  keepFor: string | null,
  { navigator, localStorage, timer, failed }: PushEndDeps = page(),
): Promise<void> {
  const container = navigator.serviceWorker
  if (container === undefined) return
  const inTime = <T>(asked: Promise<T>) => within(asked, UNSUBSCRIBE_LIMIT_MS, timer)
  const end = async (): Promise<void> => {
    if (keepFor !== null && readSent(localStorage)?.deviceId === keepFor) return
    const registration = await inTime(container.getRegistration())
    // A browser without push has no manager there.
    if (!registration || registration === TOO_LATE || !('pushManager' in registration)) return
    const held = await inTime(registration.pushManager.getSubscription())
    if (held === TOO_LATE) return
    if (held) await inTime(held.unsubscribe())
    writeSent(null, localStorage)
  }
  try {
    await aloneWithPush(end, { locks: navigator.locks ?? null, timer })
  } catch (cause) {
    failed(cause)
  }
}

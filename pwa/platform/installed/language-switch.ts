/**
 * Brings the pages of this browser into another language. The worker answers for the documents, so that the worker of the
 * other language has to take over first.
 */
import { sessionStore } from '../safe-storage.ts'
import type { Timer } from '../timer.ts'
import { SKIP_WAITING, workerAddress } from './worker-messages.ts'

/** After this long the page is loaded again although the other worker has not taken over, ms. */
const TAKE_OVER_MS = 10_000
/** Which language this tab was last to be in. */
const TRIED_KEY = 'peal.language'

export interface SwitchDeps {
  readonly reload: () => void
  readonly timer: Timer
  /** Undefined in browsers without service workers. */
  readonly workers: ServiceWorkerContainer | undefined
}

/** Loads this page again in a language. Once in a tab: if the page comes back in another one, it stays. */
export async function switchLanguage(tag: string, deps: SwitchDeps): Promise<void> {
  if (sessionStore.getItem(TRIED_KEY) === tag) return
  sessionStore.setItem(TRIED_KEY, tag)
  const { reload, timer, workers } = deps
  // Without a worker, the server chooses the document.
  if (workers === undefined || workers.controller === null) return reload()
  const cancel = timer(TAKE_OVER_MS, reload)
  workers.addEventListener('controllerchange', reload, { once: true })
  try {
    const { installing, waiting } = await workers.register(workerAddress(tag), { scope: '/' })
    const next = installing ?? waiting
    if (next === null) reload()
    else next.postMessage({ type: SKIP_WAITING })
  } catch {
    // The server cannot be reached: the page stays as it is, and the next one tries again.
    cancel()
    sessionStore.removeItem(TRIED_KEY)
  }
}

/** The page is in the language that it is to be in. */
export function languageIsRight(): void {
  sessionStore.removeItem(TRIED_KEY)
}

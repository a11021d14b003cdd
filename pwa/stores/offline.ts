/**
 * Being offline: since when, the marks that wait for the network, and when they went out. Stores hand
 * over here whatever a member marks.
 */
import { ref, watch } from 'vue'
import { api } from '../../protocol/api.ts'
import { connection } from '../api/connection.ts'
import { request, type Failure } from '../api/http.ts'
import { marksDatabase } from '../api/marks-database.ts'
import { createOfflineQueue, type Mark } from '../api/offline-queue.ts'
import { alone } from '../platform/alone.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'
import { useNews } from './news.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

/** How often an offline page retries over HTTP, ms; the socket retries more often. */
const ASK_AGAIN_MS = 15_000
/** What was pressed is shown after this long even if it is not stored yet, ms. */
const SHOWN_MS = 300

/** The Web Lock of the tab that sends. */
const LOCK = 'peal-offline-queue'
/** Another tab sends for so long, ms; who pressed something waits for it. */
const LOCK_LIMIT_MS = 3_000

export const useOffline = store(() => {
  const session = useSession()
  const offline = ref(connection.offline)
  /** The server answers, and no socket can be opened to it. */
  const noSockets = ref(connection.noSockets)
  /** When the server last answered, ms since the epoch; null: never since this page opened. */
  const knewAt = ref(connection.knewAt)
  /** This member's marks that the server has not taken yet, oldest first. */
  const marks = ref<readonly Mark[]>([])
  const asking = ref(false)

  const queue = createOfflineQueue({
    store: marksDatabase(),
    send,
    alone: (work) => alone(LOCK, LOCK_LIMIT_MS, work),
  })

  connection.watch(() => {
    const returned = offline.value && !connection.offline
    offline.value = connection.offline
    knewAt.value = connection.knewAt
    noSockets.value = connection.noSockets
    if (returned) void sendAll(true)
  })
  window.addEventListener('online', () => void tryNow())
  window.setInterval(() => {
    if (offline.value || session.state === 'unreachable') void tryNow()
  }, ASK_AGAIN_MS)
  // Marks that the signed-in member made before a reload.
  watch(
    () => session.member?.id,
    () => void sendAll(),
    { immediate: true },
  )

  /**
   * Stores a mark, calls `show`, and sends the mark after those before it. What a page shows as marked
   * is therefore kept, unless the browser takes too long. Returns the failure if the server refuses it, and null if it was taken or waits.
   */
  async function mark(made: Mark, show: () => void): Promise<Failure | null> {
    const memberId = session.member?.id
    if (memberId === undefined) return null
    const keeping = queue.keep(memberId, made).catch((error: unknown) => {
      // This browser cannot store it.
      reportError(error)
      return undefined
    })
    await within(keeping, SHOWN_MS, pageTimer)
    show()
    const key = await keeping
    if (key === undefined) return send(made)
    marks.value = [...marks.value, made]
    return (await flush(key)).failure
  }

  /** Sends what waits, and has what was shown meanwhile reloaded. */
  async function sendAll(returned = false): Promise<void> {
    const { sent } = await flush()
    if (returned || sent) useNews().hearAll()
  }

  /** Sends what waits, in order; with the key of a mark, up to that one. */
  async function flush(pressed?: number): Promise<{ sent: boolean; failure: Failure | null }> {
    const memberId = session.member?.id
    const done = { sent: false, failure: null as Failure | null }
    try {
      marks.value = memberId === undefined ? [] : await queue.waiting(memberId)
      if (memberId === undefined || marks.value.length === 0 || offline.value) return done
      done.failure = await queue.flush(memberId, pressed)
      done.sent = true
      marks.value = await queue.waiting(memberId)
    } catch (error) {
      reportError(error)
    }
    return done
  }

  /** The waiting marks, including those from before a reload, which cached responses lack. */
  async function waiting(): Promise<readonly Mark[]> {
    const memberId = session.member?.id
    if (memberId === undefined) return []
    const reading = queue.waiting(memberId).catch(() => marks.value)
    const found = await within(reading, SHOWN_MS, pageTimer)
    return found === TOO_LATE ? marks.value : found
  }

  /** Asks the server whether it answers. */
  async function tryNow(): Promise<void> {
    if (asking.value) return
    asking.value = true
    await session.ask()
    asking.value = false
  }

  return { offline, noSockets, knewAt, marks, asking, mark, waiting, tryNow }
})

async function send(mark: Mark): Promise<Failure | null> {
  const result = await (mark.kind === 'seen'
    ? request(api.seen, { body: { upTo: mark.upTo, with: mark.with } })
    : request(api.setFavourite, {
        params: { handle: mark.handle },
        body: { favourite: mark.favourite },
      }))
  return result.ok ? null : result
}

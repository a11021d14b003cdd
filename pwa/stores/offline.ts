/**
 * Being offline: since when, the marks that wait for the network, and when they went out. Stores that
 * mark something hand it over here when the server could not be reached.
 */
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { api } from '../../protocol/api.ts'
import { connection } from '../api/connection.ts'
import { request, type Result } from '../api/http.ts'
import { marksDatabase } from '../api/marks-database.ts'
import { aloneByLock, createOfflineQueue, type Mark, type Sent } from '../api/offline-queue.ts'
import { useSession } from './session.ts'

/** How often an offline page retries over HTTP, ms; the socket retries more often. */
const ASK_AGAIN_MS = 15_000

export const useOffline = defineStore('offline', () => {
  const session = useSession()
  const offline = ref(connection.offline)
  /** When the server last answered, ms since the epoch; null: never since this page opened. */
  const knewAt = ref(connection.knewAt)
  /** This member's marks that the server has not taken yet, oldest first. */
  const marks = ref<readonly Mark[]>([])
  /** Increases when the network is back and the queue is sent. */
  const returns = ref(0)
  /** Runs `work` whenever the network is back and the queue is sent. */
  const whenBack = (work: () => void) => watch(returns, work)
  const asking = ref(false)

  const queue = createOfflineQueue({ store: marksDatabase(), send, alone: aloneByLock() })

  connection.watch(() => {
    const returned = offline.value && !connection.offline
    offline.value = connection.offline
    knewAt.value = connection.knewAt
    if (returned) void comeBack()
  })
  window.addEventListener('online', () => void tryNow())
  window.setInterval(() => {
    if (offline.value || session.state === 'unreachable') void tryNow()
  }, ASK_AGAIN_MS)
  // Marks that the signed-in member made before a reload.
  let flushing: Promise<void> = Promise.resolve()
  watch(
    () => session.member?.id,
    () => (flushing = flush()),
    { immediate: true },
  )

  /** Queues a mark that could not be sent; false if this browser cannot store it. */
  async function keep(mark: Mark): Promise<boolean> {
    const memberId = session.member?.id
    if (memberId === undefined) return false
    try {
      await queue.keep(memberId, mark)
    } catch (error) {
      reportError(error)
      return false
    }
    marks.value = [...marks.value, mark]
    return true
  }

  async function comeBack(): Promise<void> {
    await flush()
    returns.value += 1
  }

  async function flush(): Promise<void> {
    const memberId = session.member?.id
    if (memberId === undefined) {
      marks.value = []
      return
    }
    try {
      marks.value = await queue.waiting(memberId)
      if (marks.value.length === 0 || offline.value) return
      await queue.flush(memberId)
      marks.value = await queue.waiting(memberId)
    } catch (error) {
      reportError(error)
    }
  }

  /** The waiting marks, including those from before a reload, which cached responses lack. */
  async function waiting(): Promise<readonly Mark[]> {
    await flushing
    return marks.value
  }

  /** Asks the server whether it answers. */
  async function tryNow(): Promise<void> {
    if (asking.value) return
    asking.value = true
    await session.ask()
    asking.value = false
  }

  return { offline, knewAt, marks, whenBack, asking, keep, waiting, tryNow }
})

async function send(mark: Mark): Promise<Sent> {
  const result = await sendMark(mark)
  if (result.ok) return 'taken'
  const later = ['offline', 'busy', 'server', 'signed-out', 'rate-limited']
  return later.includes(result.code) ? 'later' : 'refused'
}

function sendMark(mark: Mark): Promise<Result<unknown>> {
  if (mark.kind === 'seen') return request(api.seen, { body: { upTo: mark.upTo, with: mark.with } })
  return request(api.setFavourite, {
    params: { handle: mark.handle },
    body: { favourite: mark.favourite },
  })
}

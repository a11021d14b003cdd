/** Unseen missed calls: their number, from whom, and marking them as seen. */
import { ref } from 'vue'
import { api, type MissedGroup } from '../../protocol/api.ts'
import { request, type Failure } from '../api/http.ts'
import { useHistory } from './history.ts'
import { useNews } from './news.ts'
import { useOffline } from './offline.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export const useMissed = store(() => {
  const session = useSession()
  const offline = useOffline()
  const history = useHistory()
  const groups = ref<readonly MissedGroup[]>([])
  const unseen = ref(0)
  const loaded = ref(false)
  /** A request has ended, whether it succeeded or not. */
  const settled = ref(false)

  const reader = createReader(read, take)
  session.whenGone(() => {
    reader.forget()
    groups.value = []
    unseen.value = 0
    loaded.value = false
    settled.value = false
  })
  useNews().when(['people'], (handles) => {
    const mayShow = !loaded.value || groups.value.some(({ peer }) => handles?.has(peer.handle))
    if (mayShow || handles === null) void load()
  })

  /**
   * Takes the server's count, which changes when a call is missed or seen on another device. Returns
   * whether there are more than before.
   */
  function hear(count: number): boolean {
    const before = unseen.value
    // The server's count does not include what was marked here offline until it is sent.
    const isSending = offline.marks.some(({ kind }) => kind === 'seen')
    if (count !== before && !isSending) {
      unseen.value = count
      void load()
      void history.reload()
    }
    return count > before
  }

  const load = async (): Promise<void> => void (await reader.load())

  async function read() {
    const result = await request(api.missed)
    if (!result.ok) return result
    const made = result.cachedAt === null ? [] : await offline.waiting()
    return { ...result, data: { ...result.data, made } }
  }

  function take(result: Awaited<ReturnType<typeof read>>): void {
    settled.value = true
    if (!result.ok) return
    const { made } = result.data
    const isSeen = ({ peer, latestAt }: MissedGroup) =>
      made.some(
        (mark) =>
          mark.kind === 'seen' &&
          (mark.with === undefined || mark.with === peer.handle) &&
          latestAt <= mark.upTo,
      )
    groups.value = result.data.groups.filter((group) => !isSeen(group))
    const seen = result.data.groups.filter(isSeen)
    unseen.value = seen.reduce((left, { count }) => left - count, result.data.unseen)
    loaded.value = true
  }

  /** Marks all as seen. */
  async function markSeen(): Promise<Failure | null> {
    const mine = groups.value
    // Only up to the newest that is shown: a call missed meanwhile has not been seen.
    const upTo = Math.max(0, ...mine.map((group) => group.latestAt))
    if (upTo === 0) return null
    const failure = await offline.mark({ kind: 'seen', upTo }, () => {
      groups.value = groups.value.filter((group) => !mine.includes(group))
      unseen.value = groups.value.reduce((sum, group) => sum + group.count, 0)
      history.markSeen(upTo)
    })
    // Counts of the server that came meanwhile were not taken.
    void load()
    if (failure) void history.reload()
    return failure
  }

  return { groups, unseen, loaded, settled, hear, load, markSeen }
})

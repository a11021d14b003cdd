/** Missed calls that were not seen yet: how many, whose; and marking them as seen. */
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { api } from '../../protocol/api.ts'
import type { MissedGroup } from '../../protocol/api.ts'
import { request } from '../api/http.ts'
import type { Result } from '../api/http.ts'
import { useCalls } from './calls.ts'
import { useHistory } from './history.ts'
import { useOffline } from './offline.ts'
import { useSession } from './session.ts'

export const useMissed = defineStore('missed', () => {
  const session = useSession()
  const offline = useOffline()
  const history = useHistory()
  const calls = useCalls()
  const groups = ref<readonly MissedGroup[]>([])
  const unseen = ref(0)
  const loaded = ref(false)
  /** The server was asked, whether it answered or not. */
  const settled = ref(false)

  watch(
    () => session.endings,
    () => {
      groups.value = []
      unseen.value = 0
      loaded.value = false
      settled.value = false
    },
  )
  // Seen on another device, or missed just now.
  watch(
    () => calls.unseen,
    (now) => {
      if (now !== unseen.value) {
        unseen.value = now
        void load()
        void history.reload()
      }
    },
  )
  watch(
    () => offline.returns,
    () => void load(),
  )

  async function load(): Promise<void> {
    const result = await request(api.missed)
    settled.value = true
    if (!result.ok) return
    const made = result.cachedAt === null ? [] : await offline.waiting()
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

  /** Marks all as seen, or all of one person; null: it will be sent when the network is back. */
  async function markSeen(handle?: string): Promise<Result<{ unseen: number }> | null> {
    const mine = groups.value.filter(
      (group) => handle === undefined || group.peer.handle === handle,
    )
    // Up to the newest that is shown: one that comes in the meantime was not seen.
    const upTo = Math.max(0, ...mine.map((group) => group.latestAt))
    if (upTo === 0) return null
    const body = { upTo, ...(handle !== undefined && { with: handle }) }
    const result = await request(api.seen, { body })
    if (!result.ok) {
      if (result.code !== 'offline') return result
      if (!(await offline.keep({ kind: 'seen', ...body }))) return result
    }
    groups.value = groups.value.filter((group) => !mine.includes(group))
    unseen.value = result.ok
      ? result.data.unseen
      : groups.value.reduce((sum, group) => sum + group.count, 0)
    history.markSeen(upTo, handle)
    return result.ok ? result : null
  }

  return { groups, unseen: computed(() => unseen.value), loaded, settled, load, markSeen }
})

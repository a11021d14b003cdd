/** The worker is told which missed calls were seen, here or on another device: it takes back what it shows of them. */
import { watch } from 'vue'
import type { MissedGroup } from '../../protocol/api.ts'
import { tellSeen } from '../platform/installed/worker-messages.ts'
import { useMissed } from './missed.ts'
import { useOffline } from './offline.ts'
import { useSession } from './session.ts'

/** A person whose missed calls were seen, up to and including this server ms. */
export interface Seen {
  readonly with: string
  readonly upTo: number
}

/** Who is on the list no more. Pure. */
export function seenBetween(
  before: readonly MissedGroup[],
  after: readonly MissedGroup[],
): readonly Seen[] {
  const left = new Set(after.map(({ peer }) => peer.handle))
  return before
    .filter(({ peer }) => !left.has(peer.handle))
    .map(({ peer, latestAt }) => ({ with: peer.handle, upTo: latestAt }))
}

/** Begins to tell it, for as long as the page lives. */
export function tellWhatIsSeen(): void {
  const missed = useMissed()
  const offline = useOffline()
  const session = useSession()
  const tell = (seen: Partial<Seen> & Pick<Seen, 'upTo'>) => {
    tellSeen(navigator.serviceWorker, { ...seen, unseen: missed.unseen })
  }
  watch(
    () => missed.groups,
    (after, before) => {
      if (session.state !== 'in') return
      for (const seen of seenBetween(before, after)) tell(seen)
    },
  )
  // What was told of while no page was open; an answer that was kept may be older than that.
  watch(
    () => missed.loaded,
    (loaded) => {
      if (loaded && missed.unseen === 0 && !offline.offline) tell({ upTo: Number.MAX_SAFE_INTEGER })
    },
    { immediate: true },
  )
}

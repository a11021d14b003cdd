/** Tells the worker which missed calls were seen anywhere: it closes their notifications. */
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

/** The people who are no longer on the list. Pure. */
export function seenBetween(
  before: readonly MissedGroup[],
  after: readonly MissedGroup[],
): readonly Seen[] {
  const left = new Set(after.map(({ peer }) => peer.handle))
  return before
    .filter(({ peer }) => !left.has(peer.handle))
    .map(({ peer, latestAt }) => ({ with: peer.handle, upTo: latestAt }))
}

/** Starts telling the worker, for the lifetime of the page. */
export function tellWhatIsSeen(): void {
  const missed = useMissed()
  const offline = useOffline()
  const session = useSession()
  const tell = (seen: Partial<Seen> & Pick<Seen, 'upTo'>) =>
    tellSeen(navigator.serviceWorker, { ...seen, unseen: missed.unseen })
  watch(
    () => missed.groups,
    (after, before) => {
      if (session.state !== 'in') return
      for (const seen of seenBetween(before, after)) tell(seen)
    },
  )
  // Also closes what was notified while no page was open; a cached answer may be older than that.
  watch(
    () => missed.loaded,
    (loaded) => {
      if (loaded && missed.unseen === 0 && !offline.offline) tell({ upTo: Number.MAX_SAFE_INTEGER })
    },
    { immediate: true },
  )
}

/**
 * Marks made offline (missed calls seen, favourites), kept in order and sent later, also after a
 * reload. A mark is of its member alone: another one's is dropped. It does not know the network; it
 * is told when to try.
 */

/** What can be marked without the server. */
export type Mark =
  | { readonly kind: 'seen'; readonly upTo: number; readonly with?: string }
  | { readonly kind: 'favourite'; readonly handle: string; readonly favourite: boolean }

export interface NewMark {
  readonly memberId: string
  readonly mark: Mark
}
/** `key` grows with each mark: the order in which they were made. */
export interface KeptMark extends NewMark {
  readonly key: number
}

/** Where marks lie. `all` answers in order. */
export interface MarkStore {
  add(mark: NewMark): Promise<void>
  all(): Promise<KeptMark[]>
  remove(key: number): Promise<void>
}

/**
 * How the server took a mark: `later` where it could not be reached or was too busy, `refused` where
 * it will never take it (the contact is gone), so that the marks behind it are not held up.
 */
export type Sent = 'taken' | 'refused' | 'later'

export interface OfflineQueue {
  /** Keeps a mark for this member. */
  keep(memberId: string, mark: Mark): Promise<void>
  /** This member's marks that were not sent yet, oldest first. */
  waiting(memberId: string): Promise<readonly Mark[]>
  /** Sends what waits, in order, as far as it goes; how many were taken. */
  flush(memberId: string): Promise<number>
}

export function createOfflineQueue(deps: {
  store: MarkStore
  send: (mark: Mark) => Promise<Sent>
  /** Runs `work` while no other tab sends: two would break the order. */
  alone: (work: () => Promise<number>) => Promise<number>
}): OfflineQueue {
  const { store } = deps
  return {
    keep: (memberId, mark) => store.add({ memberId, mark }),
    waiting: async (memberId) =>
      (await store.all()).filter((kept) => kept.memberId === memberId).map(({ mark }) => mark),
    flush: (memberId) =>
      deps.alone(async () => {
        let taken = 0
        for (const kept of await store.all()) {
          if (kept.memberId === memberId) {
            const sent = await deps.send(kept.mark)
            if (sent === 'later') break
            if (sent === 'taken') taken += 1
          }
          await store.remove(kept.key)
        }
        return taken
      }),
  }
}

/** One tab at a time, by a Web Lock; where there are none, this tab alone. */
export function aloneByLock(
  locks: Pick<LockManager, 'request'> | undefined = navigator.locks,
): (work: () => Promise<number>) => Promise<number> {
  return (work) => (locks ? locks.request('peal-offline-queue', work) : work())
}

/**
 * Marks made offline (missed calls seen, favourites), which are stored in order and sent later, also
 * after a reload. Marks of another member are dropped. Callers decide when to try.
 */

/** What can be marked without the server. */
export type Mark =
  | { readonly kind: 'seen'; readonly upTo: number; readonly with?: string }
  | { readonly kind: 'favourite'; readonly handle: string; readonly favourite: boolean }

export interface NewMark {
  readonly memberId: string
  readonly mark: Mark
}
/** `key` grows with each mark and so gives their order. */
export interface KeptMark extends NewMark {
  readonly key: number
}

/** The store of the marks. `all` returns them in order. */
export interface MarkStore {
  add(mark: NewMark): Promise<void>
  all(): Promise<KeptMark[]>
  remove(key: number): Promise<void>
}

/**
 * What the server did with a mark: `later` if it could not be reached or was too busy, `refused` if it
 * will never accept it (the contact is gone), so that it must not hold up the marks behind it.
 */
export type Sent = 'taken' | 'refused' | 'later'

export function createOfflineQueue(deps: {
  store: MarkStore
  send: (mark: Mark) => Promise<Sent>
  /** Runs `work` while no other tab sends, to keep the order. */
  alone: (work: () => Promise<number>) => Promise<number>
}) {
  const { store } = deps
  return {
    /** Stores a mark of this member. */
    keep: (memberId: string, mark: Mark) => store.add({ memberId, mark }),
    /** This member's unsent marks, oldest first. */
    waiting: async (memberId: string) =>
      (await store.all()).filter((kept) => kept.memberId === memberId).map(({ mark }) => mark),
    /** Sends the waiting marks in order until one has to wait; returns how many were accepted. */
    flush: (memberId: string) =>
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

/** Lets one tab at a time work, by a Web Lock; without Web Locks, only this tab is considered. */
export function aloneByLock(
  locks: Pick<LockManager, 'request'> | undefined = navigator.locks,
): (work: () => Promise<number>) => Promise<number> {
  return (work) => (locks ? locks.request('peal-offline-queue', work) : work())
}

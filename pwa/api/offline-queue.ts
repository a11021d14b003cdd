/**
 * What a member marks (missed calls as seen, favourites): it is stored first and then sent in order, so
 * that neither a reload nor a lost network loses it. Marks of another member are dropped. Callers
 * decide when to send.
 */
import type { Failure } from './http.ts'

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

/** The store of the marks. `add` returns the mark's key, and `all` returns them in order. */
export interface MarkStore {
  add(mark: NewMark): Promise<number>
  all(): Promise<KeptMark[]>
  remove(key: number): Promise<void>
}

/** A server that fails so may accept the same mark later. */
const LATER: readonly Failure['code'][] = [
  'offline',
  'busy',
  'server',
  'signed-out',
  'rate-limited',
]

export function createOfflineQueue(deps: {
  store: MarkStore
  /** Sends one mark; null once the server has taken it. */
  send: (mark: Mark) => Promise<Failure | null>
  /** Runs `work` while no other tab sends, to keep the order. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
}) {
  const { store } = deps
  return {
    /** Stores a mark of this member, and returns its key. */
    keep: (memberId: string, mark: Mark) => store.add({ memberId, mark }),
    /** This member's unsent marks, oldest first. */
    waiting: async (memberId: string) =>
      (await store.all()).filter((kept) => kept.memberId === memberId).map(({ mark }) => mark),
    /**
     * Sends the waiting marks in order, until one has to wait. One that the server will never accept
     * (the contact is gone) does not hold up those behind it. With the key of a mark that was made
     * just now, it ends with that one: any failure but a lost network then removes the mark and is
     * returned, so that its member is told.
     */
    flush: (memberId: string, pressed?: number) =>
      deps.alone(async () => {
        for (const kept of await store.all()) {
          const isPressed = kept.key === pressed
          const failure = kept.memberId === memberId ? await deps.send(kept.mark) : null
          if (failure && (isPressed ? failure.code === 'offline' : LATER.includes(failure.code)))
            return null
          await store.remove(kept.key)
          if (isPressed) return failure
        }
        return null
      }),
  }
}

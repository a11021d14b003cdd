/**
 * Tells the servers of members' sockets what happened, within this process. Messages are hints only: the
 * rows of the database are authoritative, and the `hello` of a page reads them.
 */

/** Called with every message; `memberId` is null for one to all members. Must not throw. */
type BusListener<Message> = (memberId: string | null, message: Message) => void

/** A bus of messages of this kind. */
export type Bus<Message> = ReturnType<typeof createLocalBus<Message>>

export function createLocalBus<Message>() {
  const listeners = new Set<BusListener<Message>>()
  return {
    /** Calls every listener, synchronously and in order. Null: a message to all members. */
    publish(memberId: string | null, message: Message): void {
      for (const listener of listeners) listener(memberId, message)
    },
    /** @returns a function that unsubscribes the listener */
    subscribe(listener: BusListener<Message>): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

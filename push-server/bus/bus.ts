/**
 * Tells the servers of members' sockets what happened, within this process. Messages are hints only: the
 * rows of the database are authoritative, and the `hello` of a page reads them.
 */

/** Called with the messages for all members. Must not throw. */
type BusListener<Message> = (memberId: string, message: Message) => void

export interface Bus<Message> {
  /** Calls every listener, synchronously and in order. */
  publish(memberId: string, message: Message): void
  /** @returns a function that unsubscribes the listener */
  subscribe(listener: BusListener<Message>): () => void
}

export function createLocalBus<Message>(): Bus<Message> {
  const listeners = new Set<BusListener<Message>>()
  return {
    publish(memberId, message) {
      for (const listener of listeners) listener(memberId, message)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

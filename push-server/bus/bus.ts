/**
 * What happened, told to whoever serves a member's sockets. In this process for now; another node
 * would be told over a network. A hint, never the truth: rows are, and a page's `hello` reads them.
 */

/** Hears what is published for any member. Must not throw. */
export type BusListener<Message> = (memberId: string, message: Message) => void

/** Tells of members, without knowing who listens. */
export interface Bus<Message> {
  /** Tells every listener, at once and in order. */
  publish(memberId: string, message: Message): void
  /** @returns a function that ends the listening */
  subscribe(listener: BusListener<Message>): () => void
}

/** A bus within this process. */
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

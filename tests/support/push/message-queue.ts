/** Messages of one subscription that the browser has not acknowledged yet (RFC 8030, section 5). */

export interface PushMessage {
  readonly id: string
  /** Encrypted; empty for a message without content. */
  readonly body: Buffer
  readonly topic: string | null
  readonly ttlS: number
  /** Milliseconds since 1970. */
  readonly acceptedAt: number
}

export class MessageQueue {
  #messages: PushMessage[] = []

  /** Keeps a message; it takes the place of one with the same topic. */
  add(message: PushMessage): void {
    this.#messages = this.#messages.filter(({ topic }) => topic === null || topic !== message.topic)
    this.#messages.push(message)
  }

  /** What is to be delivered still, the oldest first. Forgets what is over. */
  waiting(now: number): readonly PushMessage[] {
    this.#messages = this.#messages.filter(
      ({ acceptedAt, ttlS }) => now <= acceptedAt + ttlS * 1000,
    )
    return this.#messages
  }

  remove(id: string): void {
    this.#messages = this.#messages.filter((message) => message.id !== id)
  }
}

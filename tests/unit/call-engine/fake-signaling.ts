import type { SignalingClient } from '../../../pwa/call/server-link.ts'
import type { ServerNotice } from '../../../pwa/call/machine/model.ts'
import type { Reply, RequestBody, Statement } from '../../../protocol/signals.ts'

/** A signaling client whose server is played by the test. */
export class FakeSignaling implements SignalingClient {
  state: SignalingClient['state'] = 'connecting'
  greeted = 0
  probed = 0
  readonly sent: Statement[] = []
  readonly asked: { message: RequestBody; reply: (reply: Partial<Reply>) => void }[] = []
  readonly #listeners = new Map<string, ((message: never) => void)[]>()
  readonly #stateListeners: ((state: SignalingClient['state']) => void)[] = []

  become(state: SignalingClient['state']): void {
    this.state = state
    for (const listener of this.#stateListeners) listener(state)
  }

  /** The server says something. */
  say(message: ServerNotice): void {
    for (const listener of this.#listeners.get(message.type) ?? []) listener(message as never)
  }

  send(message: Statement): boolean {
    this.sent.push(message)
    return true
  }

  request(message: RequestBody): Promise<Reply> {
    return new Promise((settle) => {
      const reply = (said: Partial<Reply>) => {
        settle({ type: 'reply', req: 0, ...said } as Reply)
      }
      this.asked.push({ message, reply })
    })
  }

  on(type: string, listener: (message: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  onState(listener: (state: SignalingClient['state']) => void): void {
    this.#stateListeners.push(listener)
  }

  greet(): void {
    this.greeted += 1
  }

  probe(): void {
    this.probed += 1
  }

  close(): void {
    this.become('closed')
  }
}

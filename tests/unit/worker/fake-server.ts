/** The HTTP side of a server with one call that rings, over the clock of a test. */
import type { SeenCall } from '../../../pwa/worker/ring-word.ts'
import { settle } from './manual-clock.ts'
import type { Clock } from '../../../pwa/worker/clock.ts'

export const RING_MS = 45_000

/** The server's side of one call that rings; `away`: it does not answer. */
export class FakeServer {
  readonly asked: string[] = []
  away = false
  unknown = false
  session: string | null = null
  call: SeenCall = { rev: 1, state: 'placed', here: false, ageMs: 0, ringLeftMs: RING_MS }
  #changed: (() => void)[] = []
  readonly #clock: Clock
  /** Its clock is ahead of the device's by this. */
  readonly skewMs: number
  placedAt = 0

  readonly #ringMs: number

  constructor(clock: Clock, skewMs: number, ringMs = RING_MS) {
    this.#clock = clock
    this.skewMs = skewMs
    this.#ringMs = ringMs
  }

  get now(): number {
    return this.#clock.now() + this.skewMs
  }

  change(next: Partial<SeenCall>): Promise<void> {
    this.call = { ...this.call, ...next, rev: this.call.rev + 1 }
    this.wake()
    return settle()
  }

  wake(): void {
    for (const done of this.#changed.splice(0)) done()
  }

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.asked.push(`${String(init.method)} ${path}`)
    if (this.away) throw new TypeError('Failed to fetch')
    if (path.startsWith('/api/session')) {
      return this.session === null
        ? refuse('signed-out', 401)
        : this.#json({ member: { id: this.session } })
    }
    if (path.endsWith('/steps') && typeof init.body === 'string') this.asked.push(init.body)
    if (path.startsWith('/api/push')) return this.#json({})
    if (this.unknown) return refuse('unknown-call', 404)
    const rev = new URL(path, 'https://peal.test').searchParams.get('rev')
    if (rev === String(this.call.rev) && this.call.state !== 'ended') {
      await new Promise<void>((resolve, reject) => {
        this.#changed.push(resolve)
        void this.#clock.wait(25_000).then(resolve)
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
      })
      if (this.away) throw new TypeError('Failed to fetch')
    }
    return this.#json({ call: this.#view() })
  }

  times(part: string): number {
    return this.asked.filter((each) => each.includes(part)).length
  }

  #view(): SeenCall {
    const ageMs = this.now - this.placedAt
    const { ringLeftMs: _left, ...call } = this.call
    const rings = call.state === 'placed' || call.state === 'ringing'
    return { ...call, ageMs, ...(rings && { ringLeftMs: Math.max(0, this.#ringMs - ageMs) }) }
  }

  #json(body: object): Response {
    return Response.json(body, { headers: { date: new Date(this.now).toUTCString() } })
  }
}

function refuse(code: string, status: number): Response {
  return Response.json({ error: { code } }, { status })
}

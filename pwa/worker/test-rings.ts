/** A ring that its owner asked for: the real ring's options, each step reported. */
import type { PushTest } from '../../protocol/push.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import { repeatRing } from './repeat-ring.ts'
import type { Abilities } from './ring-options.ts'
import { insist } from './ring-server.ts'
import type { RingServer } from './ring-server.ts'
import type { ServerClock } from './server-clock.ts'

/** As much of a browser's reason as is passed on (protocol/push.ts). */
const DETAIL_LENGTH = 200
/** Whatever clocks say: a push event ends after about 60 s. */
const LONGEST_MS = 50_000

/** What a test ring acts upon. */
export interface TestParts {
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'now'>
  readonly server: Pick<RingServer, 'report'>
  readonly notices: Pick<Notices, 'ring' | 'closeRing' | 'neutral'>
  readonly can: Pick<Abilities, 'repeats'>
}

/** The one test ring of this device; another one ends it. */
export class TestRings {
  readonly #parts: TestParts
  #stop = new AbortController()

  constructor(parts: TestParts) {
    this.#parts = parts
  }

  /** Stays until it was pressed or its time is over. */
  async ring(push: PushTest): Promise<void> {
    const { clock, serverClock, server, notices, can } = this.#parts
    this.#stop.abort()
    const stop = new AbortController()
    this.#stop = stop
    const report = (step: Parameters<RingServer['report']>[1]) =>
      insist(clock, () => server.report(push.testToken, step))
    const woke = report({ step: 'woke' })
    if (serverClock.now() >= push.endsAt) {
      await Promise.all([woke, report({ step: 'not-shown', detail: 'late' }), notices.neutral()])
      return
    }
    const refusal = await notices.ring(push).then(() => null, String)
    await woke
    if (refusal !== null) {
      return report({ step: 'not-shown', detail: refusal.slice(0, DETAIL_LENGTH) })
    }
    const end = Math.min(clock.now() + LONGEST_MS, clock.now() + push.endsAt - serverClock.now())
    const isOver = () => clock.now() >= end
    const show = () => notices.ring(push).catch(() => undefined)
    await Promise.all([
      report({ step: 'shown' }),
      repeatRing({ clock, can, stop: stop.signal, isOver, show }),
      clock.wait(end - clock.now(), stop.signal),
    ])
    if (this.#stop === stop) await notices.closeRing(push)
  }

  /** It was pressed. */
  async pressed(push: PushTest): Promise<void> {
    const { clock, server } = this.#parts
    this.#stop.abort()
    await insist(clock, () => server.report(push.testToken, { step: 'pressed' }))
  }
}

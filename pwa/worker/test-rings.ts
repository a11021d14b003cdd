/** Test rings: shown as a real ring is, with each step reported to the server. */
import type { PushTest } from '../../protocol/push.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import { repeatRing } from './repeat-ring.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'
import { insist, type RingServer } from './ring-server.ts'
import type { ServerClock } from './server-clock.ts'

/** A longer reason of the browser's is cut (protocol/push.ts). */
const DETAIL_LENGTH = 200
/** A push event ends after about 60 s, ms. */
const LONGEST_MS = 50_000

export interface TestDeps {
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'now'>
  readonly server: Pick<RingServer, 'report'>
  readonly notices: Pick<Notices, 'ring' | 'closeRing' | 'neutral'>
  readonly can: Pick<Abilities, 'repeats'>
}

export type TestRings = ReturnType<typeof createTestRings>

/** The test ring of this device; a new one ends the former. */
export function createTestRings({ clock, serverClock, server, notices, can }: TestDeps) {
  let stopped = new AbortController()
  const report = (push: PushTest, step: Parameters<RingServer['report']>[1]) =>
    insist(clock, () => server.report(push.testToken, step))

  return {
    /** Resolves when it was pressed or its time is over. */
    async ring(push: PushTest): Promise<void> {
      stopped.abort()
      const stop = new AbortController()
      stopped = stop
      const woke = report(push, { step: 'woke' })
      if (serverClock.now() >= push.endsAt) {
        const late = report(push, { step: 'not-shown', detail: 'late' })
        await Promise.all([woke, late, notices.neutral()])
        return
      }
      const refusal = await notices.ring(push).then(() => null, String)
      await woke
      if (refusal !== null) {
        return report(push, { step: 'not-shown', detail: refusal.slice(0, DETAIL_LENGTH) })
      }
      const end = Math.min(clock.now() + LONGEST_MS, clock.now() + push.endsAt - serverClock.now())
      const isOver = () => clock.now() >= end
      const show = () => notices.ring(push).catch(() => undefined)
      await Promise.all([
        report(push, { step: 'shown' }),
        repeatRing({ clock, can, stop: stop.signal, isOver, show }),
        clock.wait(end - clock.now(), stop.signal),
      ])
      if (stopped === stop) await notices.closeRing(push)
    },

    /** It was pressed. */
    pressed(push: PushTest): Promise<void> {
      stopped.abort()
      return report(push, { step: 'pressed' })
    },
  }
}

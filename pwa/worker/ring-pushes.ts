/** Handles pushes about calls: a ring, its end, a missed call. */
import type { Verdict } from '../../protocol/push-order.ts'
import type { PushMissed, PushRing, PushStop } from '../../protocol/push.ts'
import type { Notices } from './notices.ts'
import type { RingLoops } from './ring-loops.ts'
import type { RingRecords } from './ring-records.ts'
import type { RingServer } from './ring-server.ts'
import { wordOf } from './ring-word.ts'
import type { ServerClock } from './server-clock.ts'

/** How long a ring waits for the server before it is shown anyway, ms. */
const FIRST_ASK_MS = 1_000

export interface RingPushDeps {
  readonly serverClock: ServerClock
  readonly server: Pick<RingServer, 'state'>
  readonly records: Pick<RingRecords, 'judge'>
  readonly notices: Pick<Notices, 'present'>
  readonly loops: Pick<RingLoops, 'isRunning' | 'run' | 'stop'>
  readonly setBadge: (unseen: number) => void
}

/** Resolves when the ring is over. A ring is never shown before the server was asked. */
export async function onRing(deps: RingPushDeps, push: PushRing): Promise<void> {
  const { serverClock, server, records, notices, loops } = deps
  const { callId, endsAt, from } = push
  // Duplicate push: it rings already.
  if (loops.isRunning(callId)) return
  const answer = await server.state(push.ringToken, null, { limitMs: FIRST_ASK_MS })
  const call = answer.is === 'call' ? answer.call : null
  if (call !== null) await serverClock.heard(push.placedAt + call.ageMs)
  const verdict = await records.judge(from.handle, {
    is: 'ring',
    call: push,
    endsAt,
    now: serverClock.now(),
    word: wordOf(answer),
  })
  if (isRing(verdict)) await loops.run(push, { rev: call?.rev ?? null })
  else await notices.present(push, verdict)
}

/** The ring is over, or never reached this device. */
export async function onRingEnd(deps: RingPushDeps, push: PushStop | PushMissed): Promise<void> {
  const { records, notices, loops, setBadge } = deps
  const outcome = push.kind === 'missed' ? 'missed' : push.outcome
  const event = { is: 'end', call: push, outcome, guessed: false } as const
  const verdict = await records.judge(push.from.handle, event)
  await loops.stop(push.callId)
  if (push.missed !== undefined) setBadge(push.missed.unseen)
  if (!isRing(verdict)) await notices.present(push, verdict)
}

function isRing(verdict: Verdict): verdict is Extract<Verdict, { do: 'ring' | 'already' }> {
  return verdict.do === 'ring' || verdict.do === 'already'
}

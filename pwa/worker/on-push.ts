/** Handles pushes: parses each, checks that it is for this member, and always shows something. */
import * as v from 'valibot'
import { pushMessage } from '../../protocol/push.ts'
import type { PushData, PushEcho, PushMissed, PushRing, PushStop } from '../../protocol/push.ts'
import type { ProvedMessage } from '../platform/installed/worker-messages.ts'
import * as texts from '../texts/texts.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import type { RingLoops } from './ring-loops.ts'
import type { RingRecords } from './ring-records.ts'
import { insist, type RingServer } from './ring-server.ts'
import { wordOf } from './ring-word.ts'
import type { ServerClock } from './server-clock.ts'
import type { TestRings } from './test-rings.ts'

const t = texts.notifications

/** How long a ring waits for the server before it is shown anyway, ms. */
const FIRST_ASK_MS = 1_000

export interface PushEventDeps {
  readonly clock: Clock
  readonly owner: Pick<Owner, 'current' | 'becomes'>
  readonly server: Pick<RingServer, 'state' | 'echo' | 'memberId'>
  readonly serverClock: ServerClock
  readonly records: Pick<RingRecords, 'judge'>
  readonly notices: Pick<Notices, 'present' | 'neutral' | 'quiet'>
  readonly loops: Pick<RingLoops, 'isRunning' | 'run' | 'stop'>
  readonly tests: Pick<TestRings, 'ring'>
  readonly setBadge: (unseen: number) => void
  /** Tells open pages. */
  readonly tell: (message: ProvedMessage) => void
}

/** The part of `PushMessageData` that is used. */
export interface PushText {
  text(): string
}

/** Resolves when the push is handled; never rejects. */
export async function onPush(deps: PushEventDeps, message: PushText | null): Promise<void> {
  const data = parse(message)
  try {
    // Both at once: a browser that does not answer costs the time of one.
    const loaded = deps.serverClock.load()
    if (data === null || !(await isForOwner(deps, data))) return await deps.notices.neutral()
    await loaded
    await Promise.all([deps.serverClock.sent(data.sentAt), dispatch(deps, data)])
  } catch (error) {
    // The browser refused its own store or a notification; only its console is left to report to.
    reportError(error)
  }
}

function dispatch(deps: PushEventDeps, data: PushData): Promise<void> {
  switch (data.kind) {
    case 'ring':
      return onRing(deps, data)
    case 'stop':
    case 'missed':
      return onRingEnd(deps, data)
    case 'test':
      return deps.tests.ring(data)
    case 'echo':
      return onEcho(deps, data)
    default:
      return data satisfies never
  }
}

function parse(message: PushText | null): PushData | null {
  let json: unknown
  try {
    json = JSON.parse(message?.text() ?? '')
  } catch {
    return null
  }
  const parsed = v.safeParse(pushMessage, json)
  return parsed.success ? parsed.output.notification.data : null
}

/** Asks the server when the owner is unknown, since a browser may have cleared its caches. */
async function isForOwner({ owner, server }: PushEventDeps, { to }: PushData): Promise<boolean> {
  const known = await owner.current()
  if (known !== null) return known === to
  const memberId = await server.memberId({ limitMs: FIRST_ASK_MS })
  // Not awaited: what the push says must be shown in any case.
  if (memberId !== null) void owner.becomes(memberId)
  // A cache that was late may have answered meanwhile.
  return (memberId ?? (await owner.current())) === to
}

/** Resolves when the ring is over. A ring is never shown before the server was asked. */
async function onRing(deps: PushEventDeps, push: PushRing): Promise<void> {
  const { server, serverClock, records, notices, loops } = deps
  const { callId, endsAt, from } = push
  // Duplicate push: it rings already.
  if (loops.isRunning(callId)) return
  const answer = await server.state(push.ringToken, null, { limitMs: FIRST_ASK_MS })
  const call = answer.is === 'call' ? answer.call : null
  const noted = call === null ? null : serverClock.heard(push.placedAt + call.ageMs)
  const verdict = await records.judge(from.handle, {
    is: 'ring',
    call: push,
    endsAt,
    now: serverClock.now(),
    word: wordOf(answer),
  })
  const rings = verdict.do === 'ring' || verdict.do === 'rings-already'
  const told = rings ? loops.run(push, { rev: call?.rev ?? null }) : notices.present(push, verdict)
  await Promise.all([noted, told])
}

/** The ring is over, or never reached this device. */
async function onRingEnd(deps: PushEventDeps, push: PushStop | PushMissed): Promise<void> {
  const { records, notices, loops, setBadge } = deps
  const outcome = push.kind === 'missed' ? 'missed' : push.outcome
  const event = { is: 'end', call: push, outcome, guessed: false } as const
  const verdict = await records.judge(push.from.handle, event)
  await loops.stop(push.callId)
  if (push.missed !== undefined) setBadge(push.missed.unseen)
  await notices.present(push, verdict)
}

/** Proves that push reaches this browser: sends the token back, for some seconds at most. */
async function onEcho(deps: PushEventDeps, push: PushEcho): Promise<void> {
  const { clock, serverClock, server, notices, tell } = deps
  const { deviceId, echoToken } = push
  await Promise.all([
    notices.quiet({ title: t.proved, body: t.provedText, to: push.to }),
    insist(clock, async () => {
      const { heard, serverNow } = await server.echo({ deviceId, echoToken })
      if (serverNow !== null) await serverClock.heardRoughly(serverNow)
      if (heard) tell({ type: 'proved' })
      return heard
    }),
  ])
}

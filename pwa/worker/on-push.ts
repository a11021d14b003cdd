/** Handles pushes: parses each, checks that it is for this member, and always shows something. */
import * as v from 'valibot'
import { pushMessage } from '../../protocol/push.ts'
import type { PushData } from '../../protocol/push.ts'
import { onEcho } from './echo.ts'
import type { EchoDeps } from './echo.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import { onRing, onRingEnd } from './ring-pushes.ts'
import type { RingPushDeps } from './ring-pushes.ts'
import type { RingServer } from './ring-server.ts'
import type { ServerClock } from './server-clock.ts'
import type { TestRings } from './test-rings.ts'

export interface PushEventDeps extends Omit<RingPushDeps, 'notices'>, Omit<EchoDeps, 'notices'> {
  readonly owner: Pick<Owner, 'current' | 'becomes'>
  readonly server: Pick<RingServer, 'state' | 'echo' | 'memberId'>
  readonly serverClock: ServerClock
  readonly notices: Pick<Notices, 'present' | 'neutral' | 'quiet'>
  readonly tests: Pick<TestRings, 'ring'>
}

/** The part of `PushMessageData` that is used. */
export interface PushText {
  text(): string
}

/** Resolves when the push is handled; never rejects. */
export async function onPush(deps: PushEventDeps, message: PushText | null): Promise<void> {
  const data = parse(message)
  try {
    if (data === null || !(await isForOwner(deps, data))) return await deps.notices.neutral()
    await deps.serverClock.load()
    await deps.serverClock.sent(data.sentAt)
    await dispatch(deps, data)
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
  const memberId = await server.memberId()
  if (memberId !== null) await owner.becomes(memberId)
  return memberId === to
}

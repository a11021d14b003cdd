/** What arrives by push: parsed, looked at whom it is for, and passed on. Shows something always. */
import * as v from 'valibot'
import { pushMessage } from '../../protocol/push.ts'
import type { PushData } from '../../protocol/push.ts'
import { onEcho } from './echo.ts'
import type { EchoParts } from './echo.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import { onRing, onRingEnd } from './ring-pushes.ts'
import type { RingPushParts } from './ring-pushes.ts'
import type { RingServer } from './ring-server.ts'
import type { ServerClock } from './server-clock.ts'
import type { TestRings } from './test-rings.ts'

/** What a push acts upon. */
export interface PushEventParts extends Omit<RingPushParts, 'notices'>, Omit<EchoParts, 'notices'> {
  readonly owner: Pick<Owner, 'current' | 'becomes'>
  readonly server: Pick<RingServer, 'state' | 'echo' | 'memberId'>
  readonly serverClock: ServerClock
  readonly notices: Pick<Notices, 'present' | 'neutral' | 'quiet'>
  readonly tests: Pick<TestRings, 'ring'>
}

/** What of a push message is read. */
export interface PushText {
  text(): string
}

/** Never rejects; resolves when the push is dealt with. */
export async function onPush(parts: PushEventParts, message: PushText | null): Promise<void> {
  const data = parse(message)
  try {
    if (data === null || !(await isForOwner(parts, data))) return await parts.notices.neutral()
    await parts.serverClock.load()
    await parts.serverClock.sent(data.sentAt)
    await dispatch(parts, data)
  } catch (error) {
    // The browser refused its own store or notification: its console is all that is left to tell.
    reportError(error)
  }
}

function dispatch(parts: PushEventParts, data: PushData): Promise<void> {
  switch (data.kind) {
    case 'ring':
      return onRing(parts, data)
    case 'stop':
    case 'missed':
      return onRingEnd(parts, data)
    case 'test':
      return parts.tests.ring(data)
    case 'echo':
      return onEcho(parts, data)
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

/** Nobody known: a browser may have cleared its caches, and the server can tell who is signed in. */
async function isForOwner({ owner, server }: PushEventParts, { to }: PushData): Promise<boolean> {
  const known = await owner.current()
  if (known !== null) return known === to
  const memberId = await server.memberId()
  if (memberId !== null) await owner.becomes(memberId)
  return memberId === to
}

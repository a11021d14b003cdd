/**
 * Presses on notifications. An Answer is claimed and its window opened in the same moment, before
 * anything is awaited: Firefox lets a worker open a window for about a second after the press.
 */
import type { PushMissed, PushRing, RingOutcome } from '../../protocol/push.ts'
import { answerAddress, placeAddress } from '../platform/handover/call-addresses.ts'
import { leaveNotificationProof } from '../platform/handover/notification-proof.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { RingLoops } from './ring-loops.ts'
import type { RingRecords } from './ring-records.ts'
import { insist } from './ring-server.ts'
import type { RingServer } from './ring-server.ts'
import { dataOf } from './shown.ts'
import type { Action, Standing } from './shown.ts'
import type { TestRings } from './test-rings.ts'
import { openNow, showCall, showPage } from './windows.ts'
import type { Windows } from './windows.ts'

/** What a press acts upon. */
export interface ClickParts {
  readonly clock: Clock
  readonly windows: Windows
  readonly caches: Pick<CacheStorage, 'open'>
  readonly server: Pick<RingServer, 'answer' | 'decline'>
  readonly records: Pick<RingRecords, 'judge'>
  readonly loops: Pick<RingLoops, 'stop' | 'hush'>
  readonly notices: Pick<Notices, 'pressed'>
  readonly tests: Pick<TestRings, 'pressed'>
  readonly newId: () => string
}

/** A press on a notification, or on one of its buttons. */
export interface Press {
  /** Empty: the notification's body. */
  readonly action: string
  readonly notification: Standing
}

/** Resolves when all that the press led to is done; never rejects. */
export function onClick(parts: ClickParts, { action, notification }: Press): Promise<unknown> {
  const data = dataOf(notification)
  const pressed = action as Action | ''
  if (data?.kind !== 'ring' || pressed === '') notification.close()
  switch (data?.kind) {
    case 'ring':
      if (pressed === 'answer') return answer(parts, data)
      if (pressed === 'decline') return decline(parts, data)
      parts.loops.hush(data.callId)
      return showCall(parts.windows, data.callId).catch(() => false)
    case 'missed':
      return pressed === 'call-back'
        ? callBack(parts, data)
        : showPage(parts.windows, '/calls').catch(() => false)
    case 'test':
      return Promise.allSettled([parts.tests.pressed(data), showPage(parts.windows, '/settings')])
    case 'note':
    case undefined:
      return showPage(parts.windows, '/').catch(() => false)
    default:
      return data satisfies never
  }
}

function answer(parts: ClickParts, ring: PushRing): Promise<unknown> {
  const { clock, windows, caches, server, loops } = parts
  const { callId, ringToken, answerToken, carries } = ring
  const legId = parts.newId()
  const address = answerAddress(callId, { answerToken, legId, video: true, kind: carries })
  const marked = leaveNotificationProof(caches, legId, clock.now())
  const claimed = server.answer(ringToken, { legId, answerToken })
  const opened = openNow(windows, address)
  return Promise.allSettled([
    marked,
    // A claim that did not get through is the window's to make, with the same leg.
    claimed,
    opened,
    loops.stop(callId),
    parts.notices.pressed(ring, 'answer'),
    // Answered here: nothing is left to tell.
    remember(parts, ring, 'over'),
  ])
}

function decline(parts: ClickParts, ring: PushRing): Promise<unknown> {
  const { clock, server, loops } = parts
  return Promise.allSettled([
    insist(clock, () => server.decline(ring.ringToken)),
    loops.stop(ring.callId),
    parts.notices.pressed(ring, 'decline'),
    remember(parts, ring, 'declined'),
  ])
}

/** Its window asks before it calls: a notification's press is no intent of Peal's own page. */
function callBack({ windows }: ClickParts, { from }: PushMissed): Promise<unknown> {
  return openNow(windows, placeAddress(from.handle, null, null))
}

function remember({ records }: ClickParts, call: PushRing, outcome: RingOutcome) {
  return records.judge(call.from.handle, { is: 'end', call, outcome, guessed: false })
}

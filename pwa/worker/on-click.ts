/**
 * Handles presses on notifications. An Answer claims the call and opens its window at once, before
 * anything is awaited: Firefox lets a worker open a window for about a second after the press.
 */
import type { PushMissed, PushRing, RingOutcome } from '../../protocol/push.ts'
import { answerAddress, placeAddress } from '../platform/handover/call-addresses.ts'
import { leaveNotificationProof } from '../platform/handover/notification-proof.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { RingLoops } from './ring-loops.ts'
import type { RingRecords } from './ring-records.ts'
import { insist, type RingServer } from './ring-server.ts'
import { dataOf, type Action, type ShownData, type ShownNotification } from './shown.ts'
import type { TestRings } from './test-rings.ts'
import { openNow, showCall, showPage, type Windows } from './windows.ts'

/** How long a call waits for that press, ms: the caller is told the truth in 10 s. */
const LEAD_MS = 7_000

export interface ClickDeps {
  readonly clock: Clock
  readonly windows: Windows
  readonly caches: Pick<CacheStorage, 'open'>
  readonly server: Pick<RingServer, 'answer' | 'decline' | 'failed'>
  readonly records: Pick<RingRecords, 'judge'>
  readonly loops: Pick<RingLoops, 'stop' | 'hush'>
  readonly notices: Pick<Notices, 'pressed' | 'lead' | 'closeLead'>
  readonly tests: Pick<TestRings, 'pressed'>
  readonly newId: () => string
}

/** A press on a notification, or on one of its buttons. */
export interface Press {
  /** Empty: the notification's body. */
  readonly action: string
  readonly notification: ShownNotification
}

type Lead = Extract<ShownData, { kind: 'lead' }>

/** Resolves when everything that the press started is done; never rejects. */
export function onClick(deps: ClickDeps, { action, notification }: Press): Promise<unknown> {
  const data = dataOf(notification)
  const pressed = action as Action | ''
  if (data?.kind !== 'ring' || pressed === '') notification.close()
  switch (data?.kind) {
    case 'ring':
      if (pressed === 'answer') return answer(deps, data)
      if (pressed === 'decline') return decline(deps, data)
      deps.loops.hush(data.callId)
      return showCall(deps.windows, data.callId)
    case 'missed':
      return pressed === 'call-back' ? callBack(deps, data) : showPage(deps.windows, '/calls')
    case 'test':
      return Promise.allSettled([deps.tests.pressed(data), showPage(deps.windows, '/settings')])
    case 'lead':
      return follow(deps, data)
    case 'note':
    case undefined:
      return showPage(deps.windows, '/')
    default:
      return data satisfies never
  }
}

function answer(deps: ClickDeps, ring: PushRing): Promise<unknown> {
  const { clock, windows, caches, server, loops } = deps
  const { callId, ringToken, answerToken, carries } = ring
  const legId = deps.newId()
  const address = answerAddress(callId, { answerToken, legId, video: true, kind: carries })
  const marked = leaveNotificationProof(caches, legId, clock.now())
  const claimed = server.answer(ringToken, { legId, answerToken })
  const following: Following = { isOpen: false, opening: null }
  const opened = openNow(windows, address, () => (following.isOpen = true))
  return Promise.allSettled([
    marked,
    // If this claim does not get through, the window claims with the same leg.
    claimed,
    opened.then((isOpen) => (isOpen ? undefined : leadThere(deps, ring, address, following))),
    loops.stop(callId),
    deps.notices.pressed(ring, 'answer'),
    // Answered here, so there is no outcome left to show.
    remember(deps, ring, 'over'),
  ])
}

/** Calls whose notification leads to their window. */
const leading = new Map<string, Following>()

interface Following {
  /** The window was opened after all. */
  isOpen: boolean
  /** The notification was pressed. */
  opening: Promise<boolean> | null
}

/** The notification that leads to a call's window was pressed. */
function follow({ windows }: ClickDeps, { callId, address }: Lead): Promise<boolean> {
  const following = leading.get(callId)
  const opening = openNow(windows, address, () => {
    if (following !== undefined) following.isOpen = true
  })
  if (following !== undefined) following.opening = opening
  return opening
}

/** No window opened. A press on another notification opens it; if none comes, the caller is told. */
async function leadThere(
  deps: ClickDeps,
  ring: PushRing,
  address: string,
  following: Following,
): Promise<void> {
  const { clock, notices, server } = deps
  leading.set(ring.callId, following)
  if (await notices.lead(ring, address)) await clock.wait(LEAD_MS)
  leading.delete(ring.callId)
  await following.opening
  if (following.isOpen) return
  void notices.closeLead(ring.callId)
  await insist(clock, () => server.failed(ring.ringToken))
}

function decline(deps: ClickDeps, ring: PushRing): Promise<unknown> {
  const { clock, server, loops } = deps
  return Promise.allSettled([
    insist(clock, () => server.decline(ring.ringToken)),
    loops.stop(ring.callId),
    deps.notices.pressed(ring, 'decline'),
    remember(deps, ring, 'declined'),
  ])
}

/** Opens the window that asks before it calls: only Peal's own pages can write intents. */
function callBack({ windows }: ClickDeps, { from }: PushMissed): Promise<unknown> {
  return openNow(windows, placeAddress(from.handle, null, null))
}

function remember({ records }: ClickDeps, call: PushRing, outcome: RingOutcome) {
  return records.judge(call.from.handle, { is: 'end', call, outcome, guessed: false })
}

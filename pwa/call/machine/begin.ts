/** How a window begins to place a call, to join one, or to be called. Pure. */
import type { RequestBody } from '../../../protocol/signals.ts'
import type { Target } from './entry.ts'
import type {
  Claiming,
  Ids,
  Incoming,
  Joining,
  Peer,
  Placing,
  Preparing,
  WindowStep,
} from './model.ts'
import {
  ASKING,
  NO_MEDIA,
  ask,
  closePeer,
  commonOf,
  go,
  openPeer,
  saveLeg,
  stopMedia,
} from './parts.ts'
import type { Common } from './parts.ts'

const OFF = { microphone: false, camera: false }

/** Gets media and an offer ready, side by side; a meeting room needs neither. */
export function prepare(
  common: Common,
  target: Target,
  ids: Ids,
  at: number,
  kept: Peer | null = null,
): WindowStep {
  const begun = { doing: 'preparing', target, ids } as const
  if (target.kind === 'room') {
    return place({ ...commonOf(common), ...begun, media: NO_MEDIA, peer: null }, at)
  }
  const opened =
    kept === null ? openPeer(commonOf(common), true, null) : go({ ...commonOf(common), peer: kept })
  return go({ ...opened.state, ...begun, media: ASKING }, [
    ...opened.effects,
    { type: 'ask-media', soundOnly: false },
  ])
}

/** Places the call once media and offer are ready. */
export function placeWhenReady(now: Preparing, at: number): WindowStep {
  const ready = now.media.is === 'ready' && now.peer !== null && now.peer.offer !== null
  return ready ? place(now, at) : go(now)
}

/** Everything that names the call is saved before the request is sent. */
function place(now: Preparing, at: number): WindowStep {
  const { target, ids, media, peer } = now
  const [prevLegId] = ids.prevLegIds
  const offer = peer?.offer ?? null
  const message: RequestBody = {
    type: 'call.place',
    callId: ids.callId,
    to: target.to,
    connector: target.connector,
    legId: ids.legId,
    media: media.is === 'ready' ? media.state : OFF,
    ...(prevLegId === undefined ? {} : { prevLegId }),
    ...(offer === null ? {} : { offer }),
  }
  const placing = { ...now, doing: 'placing' } as const
  const { state, effects } = ask(placing, message, at)
  return go(state, [
    saveLeg(ids, 'caller', target, { placedAt: at }),
    { type: 'replace-address', callId: ids.callId },
    ...effects,
  ])
}

/** Requests the leg; the caller's window waits for its offer first. */
export function joinWith(joining: Omit<Joining, 'doing' | 'pending'>, at: number): WindowStep {
  const { ids, legsToTry, peer } = joining
  const offer = peer?.offer ?? null
  if (peer?.offers === true && offer === null) {
    return go({ ...joining, doing: 'joining', pending: null })
  }
  const [prevLegId] = legsToTry
  const message: RequestBody = {
    type: 'call.join',
    callId: ids.callId,
    legId: ids.legId,
    ...(prevLegId === undefined ? {} : { prevLegId }),
    ...(offer === null ? {} : { offer }),
  }
  return ask({ ...joining, doing: 'joining' } as const, message, at)
}

/** The incoming screen. Camera and microphone stay off: an address alone opens neither. */
export function incoming(common: Common, callId: string, legId: string): Incoming {
  const unknown = { call: null, answerToken: null, pending: null }
  return { ...commonOf(common), doing: 'incoming', callId, legId, ...unknown }
}

/** Shows the incoming screen of a call in place of what the window was about to do. */
export function beingCalled(now: Placing | Claiming, callId: string): WindowStep {
  return go(incoming(now, callId, now.ids.legId), [
    ...stopMedia(now.media),
    ...closePeer(now.peer),
    { type: 'replace-address', callId },
    { type: 'hello-again' },
  ])
}

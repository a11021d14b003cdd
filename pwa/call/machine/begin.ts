/** How a window begins to place, to join, or to be called: what it needs first, what it asks. Pure. */
import type { CallView } from '../../../protocol/signals.ts'
import type { SavedLeg, Target } from './entry.ts'
import type {
  Ids,
  Incoming,
  Media,
  Peer,
  Preparing,
  RequestBody,
  WindowEffect,
  WindowStep,
} from './model.ts'
import { NO_MEDIA, ask, commonOf, go, openPeer, saveLeg } from './parts.ts'
import type { Common } from './parts.ts'

const OFF = { microphone: false, camera: false }

/** Gets media and an offer ready, side by side; for a meeting room neither is needed. */
export function prepare(
  common: Common,
  target: Target,
  ids: Ids,
  at: number,
  kept: Peer | null = null,
): WindowStep {
  const asking = { is: 'asking', prompt: false } as const
  if (target.kind === 'room') {
    const doing = 'preparing'
    return place({ ...commonOf(common), doing, target, ids, media: NO_MEDIA, peer: null }, at)
  }
  const media = { type: 'ask-media', soundOnly: false } as const
  if (kept !== null) {
    const now = { ...commonOf(common), target, ids, media: asking, peer: kept }
    return go({ ...now, doing: 'preparing' }, [media])
  }
  const opened = openPeer(common, true, null)
  const { peer } = opened
  const now = { ...opened.common, target, ids, media: asking, peer }
  return go({ ...now, doing: 'preparing' }, [...opened.effects, media])
}

/** Places as soon as microphone, camera and offer are there. */
export function placeWhenReady(now: Preparing, at: number): WindowStep {
  const ready = now.media.is === 'ready' && now.peer !== null && now.peer.offer !== null
  return ready ? place(now, at) : go(now)
}

/** Everything that names the call is kept before it is asked for. */
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
  const { common, pending, effects } = ask(now, message, at)
  return go({ ...common, doing: 'placing', target, ids, media, peer, pending }, [
    saveLeg(ids, 'caller', target, { placedAt: at }),
    { type: 'replace-address', callId: ids.callId },
    ...effects,
  ])
}

/** With what a window joins. A connection that offers joins once its offer is made. */
export interface JoiningWith {
  readonly common: Common
  readonly ids: Ids
  readonly saved: SavedLeg
  readonly left: readonly string[]
  readonly call: CallView | null
  readonly media: Media
  readonly peer: Peer | null
}

/** Asks for the leg. */
export function joinWith(joining: JoiningWith, at: number): WindowStep {
  const { common, ...rest } = joining
  const { ids, left, peer } = rest
  if (peer !== null && peer.offers && peer.offer === null) {
    return go({ ...commonOf(common), ...rest, doing: 'joining', pending: null })
  }
  const [prevLegId] = left
  const offer = peer?.offer ?? null
  const message: RequestBody = {
    type: 'call.join',
    callId: ids.callId,
    legId: ids.legId,
    ...(prevLegId === undefined ? {} : { prevLegId }),
    ...(offer === null ? {} : { offer }),
  }
  const asked = ask(common, message, at)
  const { pending } = asked
  return go({ ...asked.common, ...rest, doing: 'joining', pending }, asked.effects)
}

/** The incoming screen of a call. Its picture is off: nobody is put on air by an address. */
export function incoming(common: Common, callId: string, legId: string): Incoming {
  const unknown = { call: null, answerToken: null, pending: null }
  return { ...commonOf(common), doing: 'incoming', callId, legId, ...unknown }
}

/** The one that was to be called is calling: their call's incoming screen. */
export function beingCalled(
  common: Common,
  callId: string,
  legId: string,
  before: readonly WindowEffect[],
): WindowStep {
  const address = { type: 'replace-address', callId } as const
  return go(incoming(common, callId, legId), [...before, address, { type: 'hello-again' }])
}

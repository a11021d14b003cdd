/** In a live call: follows the server's record and the window's own connection. Pure. */
import type { CallView, Reply } from '../../../protocol/signals.ts'
import { hangupReason } from '../../../protocol/call.ts'
import { newInbox, newOutbox } from './signal-queue.ts'
import type { Target } from './entry.ts'
import { MAX_BROKEN } from './model.ts'
import type { Ids, Live, Media, Peer, ServerNotice, WindowEvent, WindowStep } from './model.ts'
import { advance, apply, chain, say, sayAgain, takeAck, takeSignal, toGen } from './peer.ts'
import {
  ask,
  commonOf,
  endOf,
  endRefused,
  finish,
  go,
  hangUp,
  isAnswered,
  isOf,
  otherLeg,
  ownEnd,
  refusal,
  saveLeg,
} from './parts.ts'
import type { Common } from './parts.ts'

/** What a window enters a live call with. `peer.gen` is known by now. */
export interface Entering extends Common {
  readonly ids: Ids
  readonly target: Target | null
  readonly call: CallView
  readonly media: Media
  readonly peer: Peer | null
  /** The caller's offer, for the answering connection. */
  readonly offer: string | null
}

/** Begins to follow a live call. */
export function enterLive(entering: Entering, at: number): WindowStep<Live> {
  const { ids, target, call, media, peer, offer } = entering
  const gen = peer?.gen ?? call.gen
  const live: Live = {
    ...commonOf(entering),
    doing: 'live',
    ids,
    target,
    call,
    media,
    peer: peer === null ? null : { ...peer, gen },
    outbox: newOutbox(ids.callId, ids.legId, gen),
    inbox: newInbox(gen),
    pending: null,
    connectedAt: call.state === 'connected' ? at - (call.connectedMs ?? 0) : null,
    lostSince: call.state === 'connected' ? at : null,
    wasUp: false,
    broken: 0,
    said: [],
    saidAt: at,
  }
  return chain(
    live,
    (now) =>
      offer === null ? go(now) : apply(now, [{ description: { type: 'offer', sdp: offer } }]),
    (now) => toGen(now, call.gen, at, !isAnswered(call)),
    (now) => advance(now, at),
  )
}

/** Requests a new connection of the call: both pages begin the next `gen`. */
export function rejoin(live: Live, at: number): WindowStep<Live> {
  const { callId, legId } = live.ids
  return ask(live, { type: 'call.join', callId, legId }, at)
}

/** Takes over the server's record, from whichever message; an older `rev` is ignored. */
function adopt(live: Live, view: CallView, at: number): WindowStep {
  if (!isOf(view, live.ids.callId) || view.rev < live.call.rev) return go(live)
  if (view.rev === live.call.rev) {
    // The other may have a new name or photo.
    const { name, photo } = live.call.peer
    const isSame = view.peer.name === name && view.peer.photo === photo
    return go(isSame ? live : { ...live, call: { ...live.call, peer: view.peer } })
  }
  if (view.state === 'ended') return finish(live, endOf(view), at, { call: view })
  if (view.leg !== live.ids.legId) return finish(live, otherLeg(view), at, { call: view })
  const connects = view.state === 'connected' && live.call.state !== 'connected'
  const next: Live = {
    ...live,
    call: view,
    connectedAt: connects ? at - (view.connectedMs ?? 0) : live.connectedAt,
    lostSince: connects && live.peer?.up !== true ? at : live.lostSince,
  }
  return chain(
    next,
    (now) => toGen(now, view.gen, at, !isAnswered(view)),
    (now) => advance(now, at),
  )
}

/** What happens to a live window. */
export function stepLive(live: Live, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'message':
      return onMessage(live, event.message, at)
    case 'replied':
      return onReply(live, event.reply, at)
    case 'media-ready':
      return go({ ...live, media: { is: 'ready', state: event.state } })
    case 'media-refused':
      return endRefused(live, live.call.role, at)
    case 'camera-on':
      return go(live, [saveLeg(live.ids, live.call.role, live.target)])
    case 'hangup-pressed':
      return onHangUp(live, at)
    case 'offer-made':
      return onOffer(live, event.pc, event.sdp, at)
    case 'signal-made':
      return live.peer?.pc === event.pc && live.peer.started ? say(live, event.body, at) : go(live)
    case 'peer-changed':
      return onPeer(live, event.pc, event.up, at)
    case 'peer-broken':
      return onBroken(live, event.pc, at)
    case 'tick':
      return live.link === 'open' ? sayAgain(live, at, false) : go(live)
    case 'link':
    case 'media-prompt':
    case 'opened':
    case 'call-pressed':
    case 'answer-pressed':
    case 'decline-pressed':
      return go(live)
    default:
      return event satisfies never
  }
}

function onMessage(live: Live, message: ServerNotice, at: number): WindowStep {
  switch (message.type) {
    case 'call':
      return adopt(live, message, at)
    case 'peer.reset':
      return isOurs(live, message.callId) ? reset(live, message.gen, at) : go(live)
    case 'signal':
      return takeSignal(live, message, at)
    case 'signal.ack':
      return takeAck(live, message, at)
    case 'welcome': {
      if (message.live !== undefined && isOf(message.live, live.ids.callId)) {
        const known = adopt(live, message.live, at)
        if (known.state.doing !== 'live') return known
        const again = sayAgain(known.state, at, true)
        return go(again.state, [...known.effects, ...again.effects])
      }
      // It has probably ended: the reply to a join tells how.
      return live.pending === null ? rejoin(live, at) : go(live)
    }
    case 'ring':
    case 'presence':
    case 'missed':
    case 'changed':
    case 'bye':
    case 'pong':
      return go(live)
    default:
      return message satisfies never
  }
}

function isOurs(live: Live, callId: string): boolean {
  return callId === live.ids.callId || callId === live.call.mergedId
}

function reset(live: Live, gen: number, at: number): WindowStep<Live> {
  return chain(
    live,
    (now) => toGen(now, gen, at),
    (now) => advance(now, at),
  )
}

/** The reply to a join. */
function onReply(live: Live, reply: Reply, at: number): WindowStep {
  if (reply.ok) {
    const { call } = reply.data
    const answered: Live = { ...live, pending: null }
    return call === undefined ? go(answered) : adopt(answered, call, at)
  }
  return finish(live, refusal(reply), at)
}

function onHangUp(live: Live, at: number): WindowStep {
  const { role, state } = live.call
  const connected = state === 'connected'
  const { connectedAt } = live
  const durationMs = connected && connectedAt !== null ? at - connectedAt : null
  return hangUp(live, ownEnd(role, hangupReason(live.call, role), durationMs), at)
}

function onOffer(live: Live, pc: number, sdp: string, at: number): WindowStep {
  if (live.peer?.pc !== pc || live.peer.offer !== null) return go(live)
  return advance({ ...live, peer: { ...live.peer, offer: sdp } }, at)
}

function onPeer(live: Live, pc: number, up: boolean, at: number): WindowStep {
  const { peer } = live
  if (peer?.pc !== pc || peer.up === up) return go(live)
  const lostSince = up || live.call.state !== 'connected' ? null : at
  return go({ ...live, peer: { ...peer, up }, lostSince, wasUp: live.wasUp || up })
}

function onBroken(live: Live, pc: number, at: number): WindowStep {
  const gives = live.peer?.pc !== pc || live.pending !== null || live.broken >= MAX_BROKEN
  if (gives || !isAnswered(live.call)) return go(live)
  return rejoin({ ...live, broken: live.broken + 1 }, at)
}

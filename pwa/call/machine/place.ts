/** A call from the press to its placing. Pure. */
import type { CallView, Reply } from '../../../protocol/signals.ts'
import type { Ids, Placing, Preparing, WindowEffect, WindowEvent, WindowStep } from './model.ts'
import { enterLive, rejoin } from './live.ts'
import { beingCalled, joinWith, placeWhenReady } from './begin.ts'
import {
  ASKING,
  closePeer,
  commonOf,
  endOf,
  finish,
  go,
  hangUp,
  isAnswered,
  isOf,
  isOverBy,
  openPeer,
  otherLeg,
  ownEnd,
  refusal,
  saveLeg,
  savedLeg,
} from './parts.ts'

/** What happens to a window that gets ready to place. */
export function stepPreparing(now: Preparing, event: WindowEvent): WindowStep {
  const { peer } = now
  const { at } = event
  switch (event.type) {
    case 'media-ready':
      return placeWhenReady({ ...now, media: { is: 'ready', state: event.state } }, at)
    case 'media-refused':
      return go({ ...commonOf(now), doing: 'blocked', target: now.target }, [
        { type: 'stop-media' },
        ...closePeer(peer),
      ])
    case 'offer-made':
      return peer?.pc === event.pc && peer.offer === null
        ? placeWhenReady({ ...now, peer: { ...peer, offer: event.sdp } }, at)
        : go(now)
    case 'peer-broken':
      return peer?.pc === event.pc ? finish(now, ownEnd('caller', 'failed'), at) : go(now)
    case 'hangup-pressed':
      return finish(now, ownEnd('caller', 'cancelled'), at, { closes: true })
    default:
      return go(now)
  }
}

/** What happens to a window that waits for the reply to its placing. */
export function stepPlacing(now: Placing, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'replied':
      return onReply(now, event.reply, at)
    case 'message': {
      const { message } = event
      if (message.type === 'call' && isOf(message, now.ids.callId)) return onView(now, message, at)
      return go(now)
    }
    case 'media-ready':
      return go({ ...now, media: { is: 'ready', state: event.state } })
    case 'hangup-pressed':
      return hangUp(now, ownEnd('caller', 'cancelled'), at)
    default:
      return go(now)
  }
}

function onReply(now: Placing, reply: Reply, at: number): WindowStep {
  if (reply.ok) {
    const { call, offer = null } = reply.data
    return call === undefined ? go(now) : onPlaced(now, call, offer, at)
  }
  return reply.code === 'being-called' && reply.callId !== undefined
    ? beingCalled(now, reply.callId)
    : finish(now, refusal(reply), at)
}

/** A view that arrives before the reply: only an end counts; the reply brings the offer. */
function onView(now: Placing, view: CallView, at: number): WindowStep {
  return isOverBy(view) ? finish(now, endOf(view), at, { call: view }) : go(now)
}

function onPlaced(now: Placing, call: CallView, offer: string | null, at: number): WindowStep {
  if (call.state === 'ended') return finish(now, endOf(call), at, { call })
  const wasBack = now.ids.prevLegIds.length > 0 && call.leg !== undefined
  const ours = call.leg === now.ids.legId
  if (wasBack && (!ours || isAnswered(call))) return joinInstead(now, at)
  if (!ours) return finish(now, otherLeg(call), at, { call })
  return call.role === 'callee' ? onGlare(now, call, offer, at) : onCaller(now, call, at)
}

/** The call is placed, with this window's offer (row 1 or 2 of docs/protocol.md). */
function onCaller(now: Placing, call: CallView, at: number): WindowStep {
  const { ids, target } = now
  // Before the answer the server keeps this offer; the first connection was answered from it.
  const gen = isAnswered(call) ? 1 : call.gen
  const peer = now.peer && { ...now.peer, gen, stored: true }
  const entering = { ...now, ids: { ...ids, prevLegIds: [] }, call, peer, offer: null }
  const step = enterLive(entering, at)
  if (ids.prevLegIds.length === 0) return go(step.state, step.effects)
  return go(step.state, [saveLeg(step.state.ids, 'caller', target), ...step.effects])
}

/**
 * Placed again after a reload, but the server had the call: another leg of this window has it, or
 * it was answered, with this offer or the one before the reload. A join settles which.
 */
function joinInstead(now: Placing, at: number): WindowStep {
  const { ids, target, media, peer } = now
  const saved = savedLeg(ids, 'caller', target, { placedAt: at })
  return joinWith({ ...commonOf(now), ids, saved, legsToTry: ids.prevLegIds, media, peer }, at)
}

/** Both called each other: answers the other's offer (row 3 of docs/protocol.md). */
function onGlare(now: Placing, call: CallView, offer: string | null, at: number): WindowStep {
  const ids: Ids = { callId: call.callId, legId: now.ids.legId, prevLegIds: [] }
  const opened = openPeer(now, false, call.gen)
  // This window wanted a meeting room, but the other's call needs media.
  const needsMedia = now.media.is === 'none'
  const media = needsMedia ? ASKING : now.media
  const step = enterLive({ ...opened.state, ids, call, media, offer }, at)
  const effects: WindowEffect[] = [
    ...closePeer(now.peer),
    ...opened.effects,
    ...(needsMedia ? [{ type: 'ask-media', soundOnly: false } as const] : []),
    saveLeg(ids, 'callee', now.target),
    { type: 'replace-address', callId: call.callId },
    ...step.effects,
  ]
  if (offer !== null) return go(step.state, effects)
  // The reply with the offer was lost: the other page has to make a new one.
  const asked = rejoin(step.state, at)
  return go(asked.state, [...effects, ...asked.effects])
}

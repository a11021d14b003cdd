/** After a reload: joins the call, or places it again if the server does not know it. Pure. */
import { hangupReason } from '../../../protocol/call.ts'
import type { CallView, Reply } from '../../../protocol/signals.ts'
import type { SavedLeg, Target } from './entry.ts'
import type { Ids, Joining, WindowEvent, WindowStep } from './model.ts'
import { enterLive } from './live.ts'
import { joinWith, prepare } from './begin.ts'
import {
  ASKING,
  NOTHING,
  NO_MEDIA,
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
  ownEnd,
  refusal,
  saveLeg,
} from './parts.ts'
import type { Common } from './parts.ts'

/** An unknown call may be placed again for this long after it was placed, ms. */
const PLACE_AGAIN_MS = 60_000
/** The most former legs to try: one for each reload whose join never arrived. */
const MAX_FORMER = 8

/** A reloaded page takes a new leg, so that a late goodbye of the page before it has no effect. */
export function comeBack(common: Common, saved: SavedLeg, legId: string, at: number): WindowStep {
  const former = [saved.legId, ...saved.prevLegIds].slice(0, MAX_FORMER)
  const ids: Ids = { callId: saved.callId, legId, prevLegIds: former }
  const save = saveLeg(ids, saved.role, saved.target, saved)
  const offers = saved.role === 'caller' && saved.target?.kind !== 'room'
  const opened = offers
    ? openPeer(commonOf(common), true, null)
    : go({ ...commonOf(common), peer: null })
  const joining = { ...opened.state, ids, saved, legsToTry: former, media: NO_MEDIA }
  const step = joinWith(joining, at)
  return go(step.state, [save, ...opened.effects, ...step.effects])
}

/** What happens to a window that requests its leg. */
export function stepJoining(now: Joining, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'offer-made':
      return now.peer?.pc === event.pc && now.peer.offer === null
        ? joinWith({ ...now, peer: { ...now.peer, offer: event.sdp } }, at)
        : go(now)
    case 'peer-broken':
      // Without its offer the window cannot join.
      return now.peer?.pc === event.pc && now.pending === null
        ? finish(held(now), ownEnd(now.saved.role, 'failed'), at)
        : go(now)
    case 'replied':
      return onReply(now, event.reply, at)
    case 'message': {
      const { message } = event
      if (message.type !== 'call' || !isOf(message, now.ids.callId)) return go(now)
      return isOverBy(message) ? over(now, message, at) : go(now)
    }
    case 'hangup-pressed': {
      const { role } = now.saved
      return hangUp(held(now), ownEnd(role, hangupReason(null, role)), at)
    }
    default:
      return go(now)
  }
}

/** What the window holds; "Call again" calls whom it had called before its reload. */
function held(now: Joining) {
  return { ...now, target: now.saved.target }
}

function over(now: Joining, call: CallView, at: number): WindowStep {
  return finish(held(now), endOf(call), at, { call })
}

function onReply(now: Joining, reply: Reply, at: number): WindowStep {
  if (reply.ok) {
    const { call } = reply.data
    if (call === undefined) return go(now)
    return call.state === 'ended' ? over(now, call, at) : joined(now, call, at)
  }
  const { ids, peer, saved } = now
  switch (reply.code) {
    case 'answered-elsewhere':
      // Perhaps the join before the last reload never arrived: the leg before it is current.
      return now.legsToTry.length > 1
        ? joinWith({ ...now, legsToTry: now.legsToTry.slice(1) }, at)
        : finish(now, refusal(reply), at)
    case 'unknown-call':
      if (saved.role === 'callee' || saved.target === null) break
      // The press behind it was long ago: another one is needed.
      if (at - saved.placedAt >= PLACE_AGAIN_MS) return askFirst(now, saved.target)
      return prepare(now, saved.target, ids, at, peer)
    default:
      break
  }
  return finish(held(now), refusal(reply), at)
}

function askFirst(now: Joining, target: Target): WindowStep {
  const forgotten = { type: 'forget-leg', callId: now.ids.callId } as const
  return go({ ...commonOf(now), doing: 'question', target }, [...closePeer(now.peer), forgotten])
}

/** The server has given the window its leg (row 9a of docs/protocol.md). */
function joined(now: Joining, call: CallView, at: number): WindowStep {
  const { target, soundOnly } = now.saved
  const ids: Ids = { callId: call.callId, legId: now.ids.legId, prevLegIds: [] }
  const offers = call.role === 'caller'
  // A glare made this side the callee's: the other page makes the offer.
  const kept = now.peer?.offers === offers ? now.peer : null
  const opened = kept === null ? openPeer(now, offers, call.gen) : go({ ...now, peer: kept })
  const peer = { ...opened.state.peer, gen: call.gen, stored: !isAnswered(call) }
  const asks = now.media.is === 'none'
  const media = asks ? ASKING : now.media
  const step = enterLive({ ...opened.state, ids, target, call, media, peer, offer: null }, at)
  return go(step.state, [
    ...(kept === null ? closePeer(now.peer) : NOTHING),
    ...opened.effects,
    saveLeg(ids, call.role, target, { soundOnly }),
    ...(call.callId === now.ids.callId
      ? NOTHING
      : [{ type: 'replace-address', callId: call.callId } as const]),
    ...(asks ? [{ type: 'ask-media', soundOnly } as const] : NOTHING),
    ...step.effects,
  ])
}

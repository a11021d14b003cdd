/** Being called: the incoming screen, and claiming the callee's leg. Pure. */
import type { CallView, Reply, RequestBody } from '../../../protocol/signals.ts'
import { beingCalled } from './begin.ts'
import type { Target } from './entry.ts'
import { enterLive, rejoin } from './live.ts'
import type {
  Claiming,
  End,
  Ids,
  Incoming,
  ServerNotice,
  WindowEvent,
  WindowStep,
} from './model.ts'
import {
  ASKING,
  NOTHING,
  NO_MEDIA,
  ask,
  commonOf,
  endOf,
  endRefused,
  finish,
  go,
  hangUp,
  isAnswered,
  isOf,
  isOverBy,
  newer,
  openPeer,
  otherLeg,
  ownEnd,
  refusal,
  saveLeg,
} from './parts.ts'
import type { Common } from './parts.ts'

/** What happens to the incoming screen. */
export function stepIncoming(now: Incoming, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'message':
      return onMessage(now, event.message, at)
    case 'replied':
      return onProbe(now, event.reply, at)
    case 'answer-pressed': {
      const { callId, legId, answerToken } = now
      const ids = { callId: now.call?.callId ?? callId, legId, prevLegIds: [] }
      const { soundOnly } = event
      const kind = now.call?.carries ?? 'peer'
      return claim(now, { ids, answerToken, soundOnly, kind, call: now.call }, at)
    }
    case 'decline-pressed':
    case 'hangup-pressed':
      return finish(now, ownEnd('callee', 'declined'), at, {
        request: { type: 'call.decline', callId: now.callId },
        closes: true,
      })
    default:
      return go(now)
  }
}

function onMessage(now: Incoming, message: ServerNotice, at: number): WindowStep {
  switch (message.type) {
    case 'call':
      return isOf(message, now.callId) ? onView(now, message, at) : go(now)
    case 'ring':
      return isOf(message.call, now.callId)
        ? onView({ ...now, answerToken: message.answerToken }, message.call, at)
        : go(now)
    case 'welcome': {
      const ring = message.rings.find(({ call }) => isOf(call, now.callId))
      if (ring !== undefined) {
        return onView({ ...now, answerToken: ring.answerToken }, ring.call, at)
      }
      const { live } = message
      return live !== undefined && isOf(live, now.callId) ? onView(now, live, at) : probe(now, at)
    }
    default:
      return go(now)
  }
}

/**
 * Asks the server about a call that does not ring. A join with a leg that the server does not know
 * takes nothing over; its reply tells how the call ended, or why this member cannot open it.
 */
function probe(now: Incoming, at: number): WindowStep {
  const { callId, legId } = now
  return ask(now, { type: 'call.join', callId, legId }, at)
}

function onProbe(now: Incoming, reply: Reply, at: number): WindowStep {
  if (reply.ok) {
    const view = reply.data.call
    return view === undefined ? go({ ...now, pending: null }) : onView(now, view, at)
  }
  // It rings elsewhere; this screen may still answer it.
  if (reply.code === 'answered-elsewhere' && now.call !== null) return go({ ...now, pending: null })
  return finish(now, refusal(reply), at)
}

function onView(now: Incoming, view: CallView, at: number): WindowStep {
  const call = newer(now.call, view)
  if (call.state === 'ended') return finish(now, endOf(call), at, { call })
  if (call.role === 'caller') {
    const end: End = call.here
      ? { how: 'superseded' }
      : { how: 'refused', code: 'in-a-call', retryMs: null }
    return finish(now, end, at, { call })
  }
  if (isAnswered(call)) return finish(now, otherLeg(call), at, { call })
  return go({ ...now, call, pending: null })
}

/** What an Answer needs. */
export interface Claim {
  readonly ids: Ids
  readonly answerToken: string | null
  readonly soundOnly: boolean
  readonly kind: Target['kind']
  readonly call: CallView | null
}

/** Claims the callee's leg, and opens media and a connection meanwhile. */
export function claim(common: Common, claimed: Claim, at: number): WindowStep {
  const { ids, answerToken, soundOnly, kind, call } = claimed
  const isPeer = kind === 'peer'
  const opened = isPeer
    ? openPeer(commonOf(common), false, null)
    : go({ ...commonOf(common), peer: null })
  const message: RequestBody = {
    type: 'call.answer',
    callId: ids.callId,
    legId: ids.legId,
    video: !soundOnly,
    ...(answerToken === null ? {} : { answerToken }),
  }
  const media = isPeer ? ASKING : NO_MEDIA
  const claiming = { ...opened.state, doing: 'claiming', ids, call, media } as const
  const asked = ask(claiming, message, at)
  return go(asked.state, [
    saveLeg(ids, 'callee', null, { soundOnly }),
    { type: 'replace-address', callId: ids.callId },
    ...asked.effects,
    ...(isPeer ? [{ type: 'ask-media', soundOnly } as const] : NOTHING),
    ...opened.effects,
  ])
}

/** What happens to a window that waits for the reply to its answer. */
export function stepClaiming(now: Claiming, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'replied':
      return onClaimed(now, event.reply, at)
    case 'message':
      return onClaimingMessage(now, event.message, at)
    case 'media-ready':
      return go({ ...now, media: { is: 'ready', state: event.state } })
    case 'media-refused':
      return endRefused(now, 'callee', at)
    case 'hangup-pressed':
      return hangUp(now, ownEnd('callee', 'declined'), at)
    default:
      return go(now)
  }
}

function onClaimingMessage(now: Claiming, message: ServerNotice, at: number): WindowStep {
  if (message.type !== 'call' || !isOf(message, now.ids.callId)) return go(now)
  if (isOverBy(message)) return finish(now, endOf(message), at, { call: message })
  return message.state === 'ended' ? go(now) : go({ ...now, call: newer(now.call, message) })
}

function onClaimed(now: Claiming, reply: Reply, at: number): WindowStep {
  if (!reply.ok) {
    // The answer token belongs to another ring: nobody has pressed Answer for this one.
    return reply.code === 'invalid'
      ? beingCalled(now, now.ids.callId)
      : finish(now, refusal(reply), at)
  }
  const { call: view, offer = null } = reply.data
  if (view === undefined) return go(now)
  const call = newer(now.call, view)
  if (call.state === 'ended') return finish(now, endOf(call), at, { call })
  if (call.leg !== now.ids.legId) return finish(now, otherLeg(call), at, { call })
  const { ids } = now
  // The offer belongs to the connection that the reply names.
  const peer = now.peer === null ? null : { ...now.peer, gen: view.gen }
  const step = enterLive({ ...now, target: null, call, peer, offer }, at)
  if (peer === null) return go(step.state, step.effects)
  if (offer !== null) {
    // From now on signals arrive here; this requests those that were sent before.
    const here = { type: 'signal.ack', callId: ids.callId, gen: view.gen, upTo: 0 } as const
    return go(step.state, [{ type: 'send', message: here }, ...step.effects])
  }
  // Claimed before, and the offer is gone: the other page has to make a new one.
  const asked = rejoin(step.state, at)
  return go(asked.state, [...step.effects, ...asked.effects])
}

/** Over: the server is told until it shows that it knows, and "Call again" begins anew. Pure. */
import type { CallView, Reply } from '../../protocol/signals.ts'
import { SAY_AGAIN_MS } from './window-model.ts'
import type { Over, WindowEvent, WindowStep } from './window-model.ts'
import { NOTHING, ask, endOf, go, isAnswered, isOf } from './window-parts.ts'
import { prepare } from './window-begin.ts'

/** What happens to a window whose call is over for it. */
export function stepOver(now: Over, event: WindowEvent): WindowStep {
  const { at } = event
  switch (event.type) {
    case 'call-pressed': {
      if (now.target === null) return go(now)
      const { callId, legId } = event
      return prepare(now, now.target, { callId, legId, prevLegIds: [] }, at)
    }
    case 'replied':
      return now.pending?.ask === event.ask ? onReply(now, event.reply, at) : go(now)
    case 'message': {
      const { message } = event
      if (message.type === 'call') return onView(now, message)
      if (message.type !== 'welcome') return go(now)
      const { live } = message
      if (live === undefined || now.ids === null || !isOf(live, now.ids.callId)) {
        // It is not live any more: there is nothing left to tell.
        return go(now.owed === null ? now : { ...now, owed: null })
      }
      return sayAgain(now, at)
    }
    case 'link':
      return event.link === 'open' ? askAgain(now, at) : go(now)
    case 'tick':
      return now.link === 'open' ? onTick(now, at) : go(now)
    default:
      return go(now)
  }
}

function onTick(now: Over, at: number): WindowStep {
  if (now.pending !== null && at >= now.pending.sentAt + SAY_AGAIN_MS) return askAgain(now, at)
  return now.owed !== null && at >= now.saidAt + SAY_AGAIN_MS ? sayAgain(now, at) : go(now)
}

function askAgain(now: Over, at: number): WindowStep {
  if (now.pending === null) return go(now)
  const { common, pending, effects } = ask(now, now.pending.message, at)
  return go({ ...now, ...common, pending }, effects)
}

function sayAgain(now: Over, at: number): WindowStep {
  if (now.owed === null) return go(now)
  return go({ ...now, saidAt: at }, [{ type: 'send', message: now.owed }])
}

/** The reply to a hang up or a decline: the call has ended, or is none of this window's. */
function onReply(now: Over, reply: Reply, at: number): WindowStep {
  if (!reply.ok && reply.code === 'server') return go(now)
  const done: Over = { ...now, pending: null }
  if (!reply.ok || reply.data.call === undefined) return go(done)
  const { call } = reply.data
  return hangUpFormer(done, call, at) ?? sayNo(done, call, at) ?? onView(done, call)
}

/**
 * Hung up before its own answer had come: what still rings is declined, so that the answer finds the
 * end; what that answer has reached meanwhile is hung up.
 */
function sayNo(now: Over, view: CallView, at: number): WindowStep | null {
  const { ids } = now
  if (ids === null || view.role !== 'callee' || view.state === 'ended') return null
  const { callId, legId } = ids
  if (isAnswered(view) && view.leg !== legId) return null
  const asked = isAnswered(view)
    ? ask(now, { type: 'call.hangup', callId, legId }, at)
    : ask(now, { type: 'call.decline', callId }, at)
  return go({ ...now, ...asked.common, pending: asked.pending }, asked.effects)
}

/** Hung up while its leg was still the one before a reload: that one is hung up. */
function hangUpFormer(now: Over, view: CallView, at: number): WindowStep | null {
  const { ids } = now
  const { leg } = view
  if (ids === null || leg === undefined || view.state === 'ended') return null
  if (!ids.prevLegIds.includes(leg)) return null
  const message = { type: 'call.hangup', callId: ids.callId, legId: leg } as const
  const asked = ask(now, message, at)
  const prevLegIds = ids.prevLegIds.filter((former) => former !== leg)
  const next = { ...now, ...asked.common, ids: { ...ids, prevLegIds }, pending: asked.pending }
  return go(next, asked.effects)
}

/** The server's own word on the end, which a window that ended by itself has anticipated. */
function onView(now: Over, view: CallView): WindowStep {
  if (now.ids === null || !isOf(view, now.ids.callId)) return go(now)
  if (view.state !== 'ended') {
    const foreign = isAnswered(view) && view.leg !== now.ids.legId
    return go(foreign && now.owed !== null ? { ...now, owed: null } : now)
  }
  const told: Over = { ...now, call: view, owed: null }
  if (now.end.how !== 'ended' || now.end.reason === 'interrupted') return go(told)
  return go({ ...told, end: endOf(view, null) }, NOTHING)
}

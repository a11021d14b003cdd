/** Over: the server is told until it shows that it knows; "Call again" begins a new call. Pure. */
import type { CallView, Reply, RequestBody } from '../../../protocol/signals.ts'
import { SAY_AGAIN_MS, type Over, type WindowEvent, type WindowStep } from './model.ts'
import { ask, endOf, go, isAnswered, isOf } from './parts.ts'
import { prepare } from './begin.ts'

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
      return onReply(now, event.reply, at)
    case 'message': {
      const { message } = event
      if (message.type === 'call') return onView(now, message)
      if (message.type !== 'welcome') return go(now)
      const { live } = message
      if (live === undefined || now.ids === null || !isOf(live, now.ids.callId)) {
        // The server knows that it is over.
        return go(now.owed === null ? now : { ...now, owed: null })
      }
      return sayAgain(now, at)
    }
    case 'tick':
      return now.link === 'open' && at >= now.saidAt + SAY_AGAIN_MS ? sayAgain(now, at) : go(now)
    default:
      return go(now)
  }
}

function sayAgain(now: Over, at: number): WindowStep {
  if (now.owed === null) return go(now)
  return go({ ...now, saidAt: at }, [{ type: 'send', message: now.owed }])
}

/** The reply to a hang up or a decline. */
function onReply(now: Over, reply: Reply, at: number): WindowStep {
  const done: Over = { ...now, pending: null }
  if (!reply.ok || reply.data.call === undefined) return go(done)
  const { call } = reply.data
  const message = unsaid(now, call)
  if (message === null) return onView(done, call)
  return ask(done, message, at)
}

/**
 * The request that ends a call which the window's hang up has not ended. A leg that the window had
 * before a reload, or that its answer has claimed since, is hung up. A call that still rings,
 * because the answer has not arrived yet, is declined.
 */
function unsaid({ ids }: Over, view: CallView): RequestBody | null {
  if (ids === null || view.state === 'ended') return null
  const { callId, legId, prevLegIds } = ids
  const { leg, role } = view
  if (leg !== undefined && [legId, ...prevLegIds].includes(leg)) {
    return { type: 'call.hangup', callId, legId: leg }
  }
  return role === 'callee' && !isAnswered(view) ? { type: 'call.decline', callId } : null
}

/** The server's account of the end replaces the one that the window has made itself. */
function onView(now: Over, view: CallView): WindowStep {
  if (now.ids === null || !isOf(view, now.ids.callId)) return go(now)
  if (view.state !== 'ended') {
    const foreign = isAnswered(view) && view.leg !== now.ids.legId
    return go(foreign && now.owed !== null ? { ...now, owed: null } : now)
  }
  const told: Over = { ...now, call: view, owed: null }
  if (now.end.how !== 'ended' || now.end.reason === 'interrupted') return go(told)
  return go({ ...told, end: endOf(view) })
}

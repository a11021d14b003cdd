/** Handles requests of pages, which get one `reply` each. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Reply, ReplyData, Request } from '../../protocol/signals.ts'
import type { CallOutcome } from '../known-call.ts'
import type { Identity } from '../identity.ts'
import { spend } from '../rate-limit.ts'
import { bindLeg } from './leg-binding.ts'
import type { PealSocket } from './peal-socket.ts'
import type { CallRoom, SignalingDeps } from './signaling-deps.ts'

/** Joins and requests for ICE servers of one member a minute: each makes a connection anew, or credentials. */
const MOST_JOINS = 120

/**
 * Handles requests and replies, and returns the reply's length. A repeated request on the same socket gets the same
 * reply. It throws what the database throws; nothing is replied then, since nothing may have been written.
 */
export function createRequests(deps: SignalingDeps) {
  const joins = new RateLimiterMemory({ points: MOST_JOINS, duration: 60 })

  async function reply(socket: PealSocket, identity: Identity, request: Request): Promise<Reply> {
    const { req } = request
    if (deps.limits && (request.type === 'ice.get' || request.type === 'call.join')) {
      const retryMs = await spend(joins, identity.memberId)
      if (retryMs !== null) return { type: 'reply', req, ok: false, code: 'rate-limited', retryMs }
    }
    if (request.type === 'ice.get') return iceReply(deps, identity, req, request.callId)
    const bound = binds(socket, request)
    const outcome = await handle(deps.calls, identity, request, bound)
    if (!outcome.ok) {
      const { code, callId, retryMs } = outcome
      return { type: 'reply', req, ok: false, code, callId, retryMs }
    }
    // The leg that the page speaks for.
    const legId = 'legId' in request ? request.legId : null
    const prevLegId = 'prevLegId' in request ? request.prevLegId : undefined
    if (bound && legId !== null) bindLeg(deps, socket, outcome.known.call.id, legId, prevLegId)
    const call = deps.calls.view(outcome.known, identity, legId)
    const data: ReplyData = { offer: outcome.offer }
    if (call !== null) data.call = call
    if (call?.roomUrl !== undefined) data.roomUrl = call.roomUrl
    return { type: 'reply', req, ok: true, data }
  }

  return async (socket: PealSocket, identity: Identity, request: Request): Promise<number> => {
    const { replies } = socket
    const kept = replies.get(request.req)
    if (kept !== undefined) {
      if (kept !== null) socket.forward(kept)
      return kept?.length ?? 0
    }
    replies.begin(request.req)
    const made = await reply(socket, identity, request)
    const text = JSON.stringify(made)
    // An offer is as long as its caller likes, and the call has it for as long as it is needed.
    if (made.ok && made.data.offer !== undefined) replies.forget(request.req)
    else replies.keep(request.req, text)
    socket.forward(text)
    return text.length
  }
}

function handle(
  { claims, events }: CallRoom,
  identity: Identity,
  request: Exclude<Request, { type: 'ice.get' }>,
  bound: boolean,
): Promise<CallOutcome> {
  switch (request.type) {
    case 'call.place':
      return claims.place(identity, { ...request, inWindow: true })
    case 'call.join':
      return claims.join(identity, request)
    case 'call.answer':
      return claims.answer(identity, { ...request, bound })
    case 'call.decline':
      return events.apply(request.callId, { type: 'decline', by: identity })
    case 'call.hangup':
      return events.hangup(identity, request.callId, request.legId)
    default:
      return request satisfies never
  }
}

/** Whether a request that succeeds binds this socket to its leg. A page may answer for the window that it opens. */
function binds({ page }: PealSocket, { type }: Request): boolean {
  if (type === 'call.answer') return page === 'call'
  return type === 'call.place' || type === 'call.join'
}

/** Only the device of a leg of a live call gets credentials. */
function iceReply(
  { calls, iceServers }: SignalingDeps,
  identity: Identity,
  req: number,
  callId: string,
): Reply {
  const known = calls.live(callId)
  if (known === null) return { type: 'reply', req, ok: false, code: 'unknown-call' }
  const view = calls.view(known, identity, null)
  if (view === null) return { type: 'reply', req, ok: false, code: 'not-a-party' }
  if (view.leg === undefined) return { type: 'reply', req, ok: false, code: 'answered-elsewhere' }
  return { type: 'reply', req, ok: true, data: iceServers(identity.memberId) }
}

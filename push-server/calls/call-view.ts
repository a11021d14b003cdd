/** A call as one device or page may see it. */
import { isUnanswered, legOf, ringEndsAt, sideOf } from '../../protocol/call.ts'
import type { Actor, Call, EndedCall } from '../../protocol/call.ts'
import { MISSED, type Side } from '../../protocol/reasons.ts'
import type { CallView } from '../../protocol/signals.ts'
import type { KnownCall } from '../known-call.ts'

/** What a device sees, or its page that holds the leg `legId`; null for a stranger. */
export function viewCall(
  known: KnownCall,
  viewer: Actor,
  now: number,
  legId: string | null = null,
): CallView | null {
  const { call } = known
  const role = sideOf(call, viewer.memberId)
  if (role === null) return null
  const leg = legOf(call, role)
  const here = leg !== null && leg.deviceId === viewer.deviceId
  const view: CallView = {
    callId: call.id,
    rev: call.rev,
    state: call.state,
    role,
    peer: role === 'caller' ? known.callee : known.caller,
    connector: call.connectorId,
    carries: carriesOf(call),
    here,
    gen: call.gen,
    ageMs: Math.max(0, now - call.createdAt),
  }
  if (here) view.leg = leg.legId
  if (here && role === 'callee' && call.mergedId !== null) view.mergedId = call.mergedId
  if (isUnanswered(call)) view.ringLeftMs = Math.max(0, ringEndsAt(call) - now)
  if (call.state === 'connected') view.connectedMs = Math.max(0, now - call.connectedAt)
  if (call.state === 'ended') {
    view.reason = call.reason
    view.endedBy = call.endedBy
    view.missed = missedFor(call, role)
    if (call.connectedAt !== null) view.durationMs = call.endedAt - call.connectedAt
  }
  if (here && leg.legId === legId) view.roomUrl = known.rooms?.[role] ?? undefined
  return view
}

/** How the call's pages carry it. A call by another program has no pages. */
export function carriesOf({ kind }: Pick<Call, 'kind'>): CallView['carries'] {
  return kind === 'room' ? 'room' : 'peer'
}

/** A blocked caller sees what the caller of any unreachable callee sees. */
function missedFor(call: EndedCall, role: Side): boolean {
  return call.missed || (role === 'caller' && MISSED[call.reason] === 'unless-blocked')
}

/** The present leg of the viewer's side if it is on the viewer's device, or null. */
export function ownLeg(call: Call, viewer: Actor): string | null {
  const side = sideOf(call, viewer.memberId)
  const leg = side === null ? null : legOf(call, side)
  return leg !== null && leg.deviceId === viewer.deviceId ? leg.legId : null
}

/** How calls end: by a hang-up or by time alone, and the effects of the end. Pure. */
import {
  LEFT_MS,
  SILENT_AFTER_ANSWER_MS,
  SILENT_BEFORE_ANSWER_MS,
  baseOf,
  hangupReason,
  isUnanswered,
  legOf,
} from './call.ts'
import type { Call, CallEffect, EndedCall, LiveCall } from './call.ts'
import { MISSED, type EndedBy, type Reason, type Side } from './reasons.ts'

/** How a live call would end by time alone. */
interface Due {
  readonly at: number
  readonly reason: Reason
  readonly endedBy: EndedBy
}

function legDues(call: LiveCall, side: Side): Due[] {
  const leg = legOf(call, side)
  if (leg === null) return []
  const dues: Due[] = []
  if (leg.leftAt !== null) {
    dues.push({ at: leg.leftAt + LEFT_MS, reason: hangupReason(call, side), endedBy: side })
  }
  if (leg.silentAt !== null) {
    dues.push(
      isUnanswered(call)
        ? { at: leg.silentAt + SILENT_BEFORE_ANSWER_MS, reason: 'cancelled', endedBy: 'server' }
        : { at: leg.silentAt + SILENT_AFTER_ANSWER_MS, reason: 'failed', endedBy: 'server' },
    )
  }
  return dues
}

/** How a live call ends by time alone, at the earliest. */
function earliest(call: LiveCall): Due | undefined {
  const found = [...legDues(call, 'caller'), ...legDues(call, 'callee')]
  if (isUnanswered(call)) {
    found.push({ at: call.limitAt, reason: 'timeout', endedBy: 'server' })
    if (call.unreachableAt !== null) {
      found.push({ at: call.unreachableAt, reason: 'unreachable', endedBy: 'server' })
    }
  } else if (call.state === 'answering') {
    found.push({ at: call.limitAt, reason: 'failed', endedBy: 'server' })
  }
  return found.toSorted((a, b) => a.at - b.at)[0]
}

/** The earliest moment at which time alone ends the call, or null if it never does. */
export function deadlineOf(call: Call): number | null {
  return call.state === 'ended' ? null : (earliest(call)?.at ?? null)
}

/** Ends a live call. */
export function endCall(
  call: LiveCall,
  reason: Reason,
  endedBy: EndedBy,
  at: number,
): { call: EndedCall; effects: readonly CallEffect[] } {
  const unanswered = isUnanswered(call)
  const counts = MISSED[reason] === 'before-answer' ? unanswered : MISSED[reason] !== 'never'
  const ended = { type: 'ended', history: call.hidden ? 'caller' : 'both' } as const
  return {
    call: {
      ...baseOf(call),
      rev: call.rev + 1,
      state: 'ended',
      reason,
      endedBy,
      missed: counts && !call.hidden,
      callee: legOf(call, 'callee'),
      phase: call.state === 'answering' ? call.phase : null,
      answeredAt: unanswered ? null : call.answeredAt,
      connectedAt: call.state === 'connected' ? call.connectedAt : null,
      endedAt: at,
    },
    effects: unanswered ? [{ type: 'stop-rings', answered: false }, ended] : [ended],
  }
}

/** Ends the call if it is overdue at `at`; else returns the same object (rows 8, 15, 16, 20 to 23). */
export function endOverdue(call: Call, at: number): { call: Call; effects: readonly CallEffect[] } {
  if (call.state === 'ended') return { call, effects: [] }
  const due = earliest(call)
  if (due === undefined || due.at > at) return { call, effects: [] }
  return endCall(call, due.reason, due.endedBy, at)
}

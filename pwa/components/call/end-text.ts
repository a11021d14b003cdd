/** What the call window says where there is no call, or no longer one. */
import type { CallWindow, End } from '../../stores/call-window.ts'
import type { Barrier } from '../../stores/window-call.ts'
import * as texts from '../../texts/texts.ts'
import { durationText } from './duration.ts'

const t = texts.callEnds

/** What stands in the place of a call. `nobody`: nobody has the handle that was to be called. */
export function asideText(
  now: CallWindow | null,
  {
    barrier,
    nobody,
    name,
    refusedBySystem,
  }: {
    readonly barrier: Barrier | null
    readonly nobody: boolean
    readonly name: string
    readonly refusedBySystem: boolean
  },
): string {
  if (barrier === 'mobile') return t.refused['desktop-only'](0)
  if (barrier === 'unsupported') return t.unsupported
  if (now?.doing === 'question' && nobody) return t.refused['unknown-member'](0)
  if (now?.doing === 'blocked') return refusedBySystem ? t.notPlacedBySystem : t.notPlaced
  if (now?.doing !== 'over') return ''
  return refusedBySystem && isOwnRefusal(now.end) ? t.blockedBySystem : endText(now.end, name)
}

/** This side's microphone and camera were refused. */
export function isOwnRefusal(end: End): boolean {
  return end.how === 'ended' && end.reason === 'interrupted' && end.endedBy === end.role
}

/** Why there was no call, or how it ended. */
export function endText(end: End, name: string): string {
  switch (end.how) {
    case 'ended': {
      const { reason, role, endedBy, missed, durationMs } = end
      const duration = durationMs === null ? null : durationText(durationMs)
      return t.ended[reason]({ name, role, endedBy, missed, duration })
    }
    case 'refused': {
      const minutes = Math.max(1, Math.ceil((end.retryMs ?? 0) / 60_000))
      return t.refused[end.code](minutes)
    }
    case 'superseded':
      return t.superseded
    case 'answered-elsewhere':
      return t.answeredElsewhere
    case 'signed-out':
      return t.signedOut
    case 'handed-over':
      return t.roomOpens
    default:
      return end satisfies never
  }
}

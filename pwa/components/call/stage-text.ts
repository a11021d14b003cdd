/** The texts of the call window's status. */
import type { CallWindow, End } from '../../stores/call-window.ts'
import * as texts from '../../texts/texts.ts'
import { durationText } from './duration.ts'

const t = texts.call.stage

/**
 * The text of the current stage. `name`: the other person's display name, or their handle until that
 * is known; `away`: the server has been away for a while.
 */
export function stageText(
  now: CallWindow,
  {
    name,
    away,
    refusedBySystem = false,
  }: {
    readonly name: string
    readonly away: 'offline' | 'away' | null
    readonly refusedBySystem?: boolean
  },
): string {
  if (away !== null && waitsForServer(now)) return away === 'offline' ? t.offline : t.away
  if ('media' in now && now.media.is === 'asking' && now.media.prompt) return t.browserAsks
  switch (now.doing) {
    case 'idle':
      return t.opening
    // The page's heading says it.
    case 'question':
      return ''
    case 'preparing':
    case 'placing':
      return t.calling(name)
    case 'blocked':
      return refusedBySystem ? t.notPlacedBySystem : t.notPlaced
    case 'incoming':
      return now.call === null ? t.opening : t.calls(name)
    case 'claiming':
    case 'joining':
      return t.connecting
    case 'live':
      return liveText(now, name)
    case 'over':
      return refusedBySystem && isOwnRefusal(now.end) ? t.blockedBySystem : endText(now.end, name)
    default:
      return now satisfies never
  }
}

/** This side's microphone and camera were refused. */
export function isOwnRefusal(end: End): boolean {
  return end.how === 'ended' && end.reason === 'interrupted' && end.endedBy === end.role
}

/** Media need no server; everything else waits for it. */
function waitsForServer(now: CallWindow): boolean {
  if (now.doing === 'live') return now.call.state === 'placed' || now.call.state === 'ringing'
  return now.doing !== 'over' && now.doing !== 'blocked' && now.doing !== 'question'
}

function liveText(now: Extract<CallWindow, { doing: 'live' }>, name: string): string {
  switch (now.call.state) {
    case 'placed':
      return t.calling(name)
    case 'ringing':
      return t.ringing
    case 'answering':
      return t.connecting
    case 'connected':
      return now.peer === null || now.peer.up ? t.connected : t.reconnecting
    case 'ended':
      return t.connecting
    default:
      return now.call.state satisfies never
  }
}

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

/** What the call window says while there is a call, or may be one soon. */
import type { CallWindow, EngineView } from '../../stores/call-window.ts'
import * as texts from '../../texts/texts.ts'

const t = texts.call.stage

/**
 * The text of the current stage; null where there is no call (`end-text.ts`). `name`: the other person's
 * display name, or their handle until that is known.
 */
export function stageText(
  now: CallWindow,
  name: string,
  view: Pick<EngineView, 'away' | 'quality'> | null,
): string | null {
  const away = view?.away
  if (away && waitsForServer(now)) return away === 'offline' ? t.offline : t.away
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
    case 'incoming':
      return now.call === null ? t.opening : t.calls(name)
    case 'claiming':
    case 'joining':
      return t.connecting
    case 'live':
      return liveText(now, name, view?.quality?.silent)
    case 'blocked':
    case 'over':
      return null
    default:
      return now satisfies never
  }
}

/** Media need no server; everything else waits for it. */
function waitsForServer(now: CallWindow): boolean {
  if (now.doing === 'live') return now.call.state === 'placed' || now.call.state === 'ringing'
  return now.doing !== 'over' && now.doing !== 'blocked' && now.doing !== 'question'
}

function liveText(
  now: Extract<CallWindow, { doing: 'live' }>,
  name: string,
  /** Nothing of the other side arrives; undefined: that is not known yet. */
  silent: boolean | undefined,
): string {
  switch (now.call.state) {
    case 'placed':
      return t.calling(name)
    case 'ringing':
      return t.ringing
    case 'answering':
      return t.connecting
    case 'connected':
      if (!now.wasUp) return t.connecting
      return (silent ?? now.peer?.up === false) ? t.reconnecting : t.connected
    case 'ended':
      return t.connecting
    default:
      return now.call.state satisfies never
  }
}

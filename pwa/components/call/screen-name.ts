import type { CallWindow } from '../../stores/call-window.ts'
import type { Barrier } from '../../stores/window-call.ts'

/** The screens of the call window. */
export type CallScreenName = ReturnType<typeof screenOf>

/** Which screen to show. `nobody`: nobody has the handle that was to be called. */
export function screenOf(now: CallWindow | null, barrier: Barrier | null, nobody: boolean) {
  if (barrier !== null) return 'barrier'
  if (now === null || now.doing === 'idle') return 'opening'
  switch (now.doing) {
    case 'question':
      return nobody ? 'barrier' : 'question'
    case 'blocked':
    case 'incoming':
    case 'over':
      return now.doing
    case 'preparing':
    case 'placing':
    case 'claiming':
    case 'joining':
    case 'live':
      return now.media.is === 'asking' && now.media.prompt ? 'permission' : 'call'
    default:
      return now satisfies never
  }
}

/** Whether the other side's picture is shown, and one's own stands in its corner. */
export function isShown(now: CallWindow | null, otherSeen: boolean): boolean {
  return otherSeen && now?.doing === 'live' && now.call.state === 'connected'
}

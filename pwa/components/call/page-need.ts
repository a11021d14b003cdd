/** When the page takes the place of the call window's first screen. */
import type { CallFacts } from '../../stores/window-call.ts'
import { isShown, screenOf } from './screen-name.ts'

/** The own picture has moved into its corner by then, ms: `--t-stage`, and a little. */
const MOVED_MS = 520

/**
 * In how many ms the page is needed; null: not yet. It is not before the other side's picture, and not while a call is
 * being placed: its script would hold both up. While it rings there is time.
 */
export function pageNeededIn({ view, barrier, nobody, otherSeen }: CallFacts): number | null {
  const now = view?.window ?? null
  const screen = screenOf(now, barrier, nobody)
  if (screen === 'opening') return null
  if (screen !== 'call' || now?.doing !== 'live') return screen === 'call' ? null : 0
  const { state } = now.call
  if (state === 'placed' || state === 'ringing') return 0
  return isShown(now, otherSeen) ? MOVED_MS : null
}

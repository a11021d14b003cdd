/** Makes a notification ring again while its call rings, where the engine can. */
import type { Clock } from './clock.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'

/** Chromium does not repeat a tag's notification sooner, and people need a pause, ms. */
export const REPEAT_MS = 4_000

/** Resolves when the ring is over; `stop` ends it at once. */
export async function repeatRing(deps: {
  readonly clock: Clock
  readonly can: Pick<Abilities, 'repeats'>
  readonly stop: AbortSignal
  readonly isOver: () => boolean
  readonly show: () => Promise<unknown>
}): Promise<void> {
  const { clock, can, stop, isOver, show } = deps
  if (can.repeats === 'none') return
  for (;;) {
    await clock.wait(REPEAT_MS, stop)
    if (stop.aborted || isOver()) return
    await show()
  }
}

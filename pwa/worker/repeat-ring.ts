/** Lets a notification ring again while it rings, where the engine can. */
import type { Clock } from './clock.ts'
import type { Abilities } from './ring-options.ts'

/** Chromium shows no second notification of a tag sooner than this, and people need a pause. */
export const REPEAT_MS = 4_000

/** Resolves when it rings no more; `stop` ends it at once. */
export async function repeatRing(parts: {
  readonly clock: Clock
  readonly can: Pick<Abilities, 'repeats'>
  readonly stop: AbortSignal
  readonly isOver: () => boolean
  readonly show: () => Promise<unknown>
}): Promise<void> {
  const { clock, can, stop, isOver, show } = parts
  if (can.repeats === 'none') return
  for (;;) {
    await clock.wait(REPEAT_MS, stop)
    if (stop.aborted || isOver()) return
    await show()
  }
}

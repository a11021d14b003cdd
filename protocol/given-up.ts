/**
 * Calls that their window gave up before the server knew of them: a hang up, or a window's goodbye,
 * may take another way than the `call.place` before it and overtake it. What was said is kept for a
 * minute, so that the placing that comes after it rings nobody. Pure.
 */

/**
 * What was said counts for this long, in ms. A socket whose page does not answer is cut off within
 * the same time, so that no placing comes later.
 */
export const GIVEN_UP_MS = 60_000
/** So many of one member's are kept, the newest: far more than windows are closed at once. */
export const MAX_GIVEN_UP = 16

/** What a member said of a call that nobody knew. */
export interface GivenUp {
  readonly legId: string
  /** `hung-up`: the whole call is not wanted any more. `left`: this leg's window is gone. */
  readonly how: 'hung-up' | 'left'
  readonly at: number
}

/**
 * What of all that the placer said of this call before counts for a placing by this leg, or null.
 * A goodbye is that one leg's alone: a window that was reloaded places with another.
 */
export function howGivenUp(
  said: readonly GivenUp[],
  { at, legId }: { readonly at: number; readonly legId: string },
): GivenUp['how'] | null {
  const counting = said.filter((each) => at - each.at < GIVEN_UP_MS)
  if (counting.some(({ how }) => how === 'hung-up')) return 'hung-up'
  return counting.some((each) => each.legId === legId) ? 'left' : null
}

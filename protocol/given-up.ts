/**
 * Calls that were given up before the server knew of them: a hang-up or a window's goodbye may take another
 * way than its `call.place` and overtake it. It is kept for a minute, so that the placing rings nobody. Pure.
 */

/**
 * How long it is kept, in ms. A socket whose page does not answer is terminated within the same time, so no
 * placing can arrive later.
 */
export const GIVEN_UP_MS = 60_000
/** The newest ones kept for each member: far more than windows are closed at once. */
export const MAX_GIVEN_UP = 16

/** What a member said about an unknown call. */
export interface GivenUp {
  readonly legId: string
  /** `hung-up`: the call is not wanted any more. `left`: this leg's window is gone. */
  readonly how: 'hung-up' | 'left'
  readonly at: number
}

/**
 * How the placer gave this call up, as far as a placing by this leg is concerned, or null. A goodbye applies
 * to its own leg only: a window that was reloaded places with another one.
 */
export function howGivenUp(
  said: readonly GivenUp[],
  { at, legId }: { readonly at: number; readonly legId: string },
): GivenUp['how'] | null {
  const counting = said.filter((each) => at - each.at < GIVEN_UP_MS)
  if (counting.some(({ how }) => how === 'hung-up')) return 'hung-up'
  return counting.some((each) => each.legId === legId) ? 'left' : null
}

/** What this device remembers of the first steps: whether they were put away, and what was done. */

const KEPT = 'peal.coach'

export interface CoachMemory {
  /** Put away: they never come back by themselves. */
  readonly dismissed: boolean
  /** Its owner says that it starts at log-in; nothing else can tell. */
  readonly login: boolean
}

export function readCoach(storage: Pick<Storage, 'getItem'> = localStorage): CoachMemory {
  const words = (storage.getItem(KEPT) ?? '').split(' ')
  return { dismissed: words.includes('dismissed'), login: words.includes('login') }
}

export function keepCoach(
  { dismissed, login }: CoachMemory,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  const words = [...(dismissed ? ['dismissed'] : []), ...(login ? ['login'] : [])]
  storage.setItem(KEPT, words.join(' '))
}

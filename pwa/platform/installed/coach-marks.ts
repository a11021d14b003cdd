/** What this device remembers of the first steps: whether they were put away, and what was done. */
import { COACH_AWAY, COACH_DUE, COACH_KEPT, isCoachAway } from '../coach-memory.ts'

const LOGIN = 'peal.coach.login'

export interface CoachMarks {
  /** Put away: they never come back by themselves. */
  readonly away: boolean
  /** Its owner says that it starts at log-in; nothing else can tell. */
  readonly login: boolean
}

/** What this browser remembers of the first steps. */
export function readCoach(storage: Pick<Storage, 'getItem'> = localStorage): CoachMarks {
  return { away: isCoachAway(storage), login: storage.getItem(LOGIN) !== null }
}

/** They are not shown again by themselves. */
export function putCoachAway(storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(COACH_KEPT, COACH_AWAY)
}

/** Notes whether they are shown again when Peal is opened next; what was put away stays away. */
export function noteCoach(
  due: boolean,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage,
): void {
  if (isCoachAway(storage)) return
  if (due) storage.setItem(COACH_KEPT, COACH_DUE)
  else storage.removeItem(COACH_KEPT)
}

export function markLogin(storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(LOGIN, 'done')
}

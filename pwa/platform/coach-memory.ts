/** Whether the first steps were put away on this device; asked before their code is loaded. */

export const COACH_KEPT = 'peal.coach'
export const COACH_AWAY = 'away'
export const COACH_DUE = 'due'

/** They never come back by themselves. */
export function isCoachAway(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  return storage.getItem(COACH_KEPT) === COACH_AWAY
}

/** They were shown when Peal was open last, and will be again. */
export function isCoachDue(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  return storage.getItem(COACH_KEPT) === COACH_DUE
}

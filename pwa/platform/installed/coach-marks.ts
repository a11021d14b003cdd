/** What this device remembers of the first steps. */
import { localStore } from '../safe-storage.ts'

const STATE = 'peal.coach'
const LOGIN = 'peal.coach.login'

/** Whether the first steps were dismissed. They never come back by themselves. */
export function isCoachAway(storage: Pick<Storage, 'getItem'> = localStore): boolean {
  return storage.getItem(STATE) === 'away'
}

/** They were shown when Peal was open last, and will be again. */
export function isCoachDue(storage: Pick<Storage, 'getItem'> = localStore): boolean {
  return storage.getItem(STATE) === 'due'
}

/** `login`: its owner says that it starts at log-in; nothing else can tell. */
export function readCoach(storage: Pick<Storage, 'getItem'> = localStore) {
  return { away: isCoachAway(storage), login: storage.getItem(LOGIN) !== null }
}

/** They are not shown again by themselves. */
export function putCoachAway(storage: Pick<Storage, 'setItem'> = localStore): void {
  storage.setItem(STATE, 'away')
}

/** Notes whether they are shown again when Peal is opened next; what was put away stays away. */
export function noteCoach(
  due: boolean,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStore,
): void {
  if (isCoachAway(storage)) return
  if (due) storage.setItem(STATE, 'due')
  else storage.removeItem(STATE)
}

/** Its owner says that it starts at log-in. */
export function markLogin(storage: Pick<Storage, 'setItem'> = localStore): void {
  storage.setItem(LOGIN, 'done')
}

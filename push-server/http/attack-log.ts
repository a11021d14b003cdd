/**
 * One line in the log for whatever may belong to an attack, with a code to search for. What repeats is counted and
 * told once a minute, so that nobody can fill the log. Addresses are told as tags, which tell one from another
 * while this process runs.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { limitKey } from './client-address.ts'

/** What happened. */
export type AttackCode =
  /** A sign-in with a wrong password, or with a handle that nobody has. */
  | 'sign-in-failed'
  /** A sign-in that the limits refused. */
  | 'locked-out'
  /** A wrong current password, at a signed-in device. */
  | 'password-guess'
  /** A request or a socket from another site's page. */
  | 'foreign-origin'
  /** A page or a member sends more than the server handles. */
  | 'flood'

/** Whom it concerns, and from where. */
interface Concerned {
  readonly member?: string | undefined
  readonly device?: string | undefined
  readonly address?: string | undefined
}

/** The same is told once within this time. */
const QUIET_MS = 60_000
/** Lines that are remembered, so that they are not repeated. */
const MOST_REMEMBERED = 1_000
const TAG_LENGTH = 8

export type AttackLog = ReturnType<typeof createAttackLog>

export function createAttackLog(log: Log, clock: Clock) {
  const key = randomBytes(32)
  /** When each line was last told, and how often it was left out since. */
  const told = new Map<string, { at: number; more: number }>()
  const tagOf = (address: string) =>
    createHmac('sha256', key).update(limitKey(address)).digest('hex').slice(0, TAG_LENGTH)

  return {
    note(code: AttackCode, { member, device, address }: Concerned): void {
      const from = address === undefined ? undefined : tagOf(address)
      const line = JSON.stringify([code, member, device, from])
      const now = clock.now()
      const before = told.get(line)
      if (before !== undefined && now - before.at < QUIET_MS) {
        before.more += 1
        return
      }
      if (told.size >= MOST_REMEMBERED) told.clear()
      told.set(line, { at: now, more: 0 })
      const more = before?.more ?? 0
      const fields = { code, member, device, from, ...(more > 0 ? { more } : {}) }
      log.warn(fields, 'perhaps an attack')
    },
  }
}

/** Notes nothing: for the command line. */
export const NO_ATTACKS: AttackLog = { note: () => undefined }

/**
 * One line in the log for whatever may belong to an attack, with a code to search for. What repeats is counted and
 * told once a minute, and of what comes from very many at once only the number, so that nobody can fill the log.
 * Addresses are told as tags, which tell one from another while this process runs.
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

/** A line of the log. */
interface Fields extends Omit<Concerned, 'address'> {
  readonly code: AttackCode
  /** The tag of the address. */
  readonly from?: string | undefined
  /** How often it has come since it was told; without anything else: from others than those who were told. */
  readonly more?: number
}

/** The same is told once within this time. */
const QUIET_MS = 60_000
/** Different lines within this time; of further ones only the number is told, by their code. */
const MOST_LINES = 200
const TAG_LENGTH = 8

export type AttackLog = ReturnType<typeof createAttackLog>

export function createAttackLog(log: Log, clock: Clock) {
  const key = randomBytes(32)
  /** What each line says, when it was last told, and how often it was left out since. */
  const told = new Map<string, { readonly fields: Fields; at: number; more: number }>()
  /** How often something was left out because there were too many lines. */
  const others = new Map<AttackCode, number>()
  const tagOf = (address: string) =>
    createHmac('sha256', key).update(limitKey(address)).digest('hex').slice(0, TAG_LENGTH)

  const warn = (fields: Fields) => log.warn({ ...fields }, 'perhaps an attack')

  return {
    note(code: AttackCode, { member, device, address }: Concerned): void {
      const from = address === undefined ? undefined : tagOf(address)
      const fields = { code, member, device, from }
      const line = JSON.stringify(fields)
      const before = told.get(line)
      if (before !== undefined) {
        before.more += 1
      } else if (told.size < MOST_LINES) {
        told.set(line, { fields, at: clock.now(), more: 0 })
        warn(fields)
      } else {
        others.set(code, (others.get(code) ?? 0) + 1)
      }
    },

    /** Tells how often what was told has come again; to be run each minute. */
    tellMore(): void {
      const now = clock.now()
      for (const [line, before] of told) {
        if (now - before.at < QUIET_MS) continue
        if (before.more === 0) told.delete(line)
        else warn({ ...before.fields, more: before.more })
        before.at = now
        before.more = 0
      }
      for (const [code, more] of others) warn({ code, more })
      others.clear()
    },
  }
}

/** Notes nothing: for the command line. */
export const NO_ATTACKS: AttackLog = { note: () => undefined, tellMore: () => undefined }

/**
 * The STUN and TURN servers that a call's pages use. A TURN credential is made for one leg of one
 * live call and lasts an hour at most, by coturn's `use-auth-secret` (draft-uberti-behave-turn-rest):
 * the user name is the second it expires and a name to count quotas by, the password its HMAC.
 */
import { createHmac } from 'node:crypto'
import type { IceServer } from '../../protocol/signals.ts'
import type { Clock } from '../clock.ts'
import { sha256 } from '../random.ts'

const CREDENTIAL_MS = 3_600_000
/** Hex digits of the name that coturn counts quotas by. */
const USER_LENGTH = 16

/** What the administrator set of STUN and TURN. */
export interface IceSettings {
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly turnSecret: string | null
}

/** The servers for one call's page, with credentials that expire. */
export interface IceServers {
  readonly iceServers: IceServer[]
  /** How long they are good for. */
  readonly iceTtlMs: number
}

/**
 * The STUN servers that pages are told of: those that are set, or else the embedded responder on
 * the origin's host. `port`: where the responder listens; null: it is off.
 */
export function stunUrlsOf(
  set: readonly string[],
  port: number | null,
  origin: string,
): readonly string[] {
  if (set.length > 0 || port === null) return set
  return [`stun:${new URL(origin).hostname}:${port}`]
}

/**
 * The servers for a leg, by the settings of that moment. The caller of this has made sure that it is
 * the present leg of a live call. The name says neither who calls nor which call it is.
 */
export function createIceServers(
  settings: () => IceSettings,
  clock: Clock,
): (callId: string, legId: string) => IceServers {
  return (callId, legId) => {
    const { stunUrls, turnUrls, turnSecret } = settings()
    const iceServers: IceServer[] = []
    if (stunUrls.length > 0) iceServers.push({ urls: [...stunUrls] })
    if (turnUrls.length > 0 && turnSecret !== null) {
      const expiresAt = Math.floor((clock.now() + CREDENTIAL_MS) / 1_000)
      const username = `${expiresAt}:${sha256(`${callId} ${legId}`).slice(0, USER_LENGTH)}`
      const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
      iceServers.push({ urls: [...turnUrls], username, credential })
    }
    return { iceServers, iceTtlMs: CREDENTIAL_MS }
  }
}

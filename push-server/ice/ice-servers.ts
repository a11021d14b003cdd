/**
 * The STUN and TURN servers of a call's pages. A TURN credential is given for a leg of a live call and is valid for
 * 15 minutes, by coturn's `use-auth-secret` (draft-uberti-behave-turn-rest): the user name is the time of expiry
 * in seconds and a name for coturn's quotas, the password is its HMAC. Relays that are in use go on after that.
 */
import { createHmac } from 'node:crypto'
import type { IceServer } from '../../protocol/signals.ts'
import type { Clock } from '../clock.ts'

const CREDENTIAL_MS = 900_000
/** Hex digits of the name for coturn's quotas. */
const USER_LENGTH = 16

/** The administrators' settings of STUN and TURN. */
export interface IceSettings {
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly turnSecret: string | null
}

/**
 * The STUN servers for pages: those of the settings, or else the embedded responder on the origin's
 * host. `port` is the responder's; null: it is off.
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
 * The servers for a member, by the current settings. The caller has checked that they are in a live call. The user
 * name is the same for all calls of the member, so that coturn's quota for each user holds, but does not reveal
 * who it is.
 */
export function createIceServers(settings: () => IceSettings, clock: Clock) {
  return (memberId: string) => {
    const { stunUrls, turnUrls, turnSecret } = settings()
    const iceServers: IceServer[] = []
    if (stunUrls.length > 0) iceServers.push({ urls: [...stunUrls] })
    if (turnUrls.length > 0 && turnSecret !== null) {
      // coturn compares it with its own wall clock.
      const expiresAt = Math.floor((clock.wall() + CREDENTIAL_MS) / 1_000)
      const name = createHmac('sha256', turnSecret).update(`member ${memberId}`).digest('hex')
      const username = `${expiresAt}:${name.slice(0, USER_LENGTH)}`
      const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
      iceServers.push({ urls: [...turnUrls], username, credential })
    }
    return { iceServers, iceTtlMs: CREDENTIAL_MS }
  }
}

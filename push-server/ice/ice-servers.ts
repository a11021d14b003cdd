/**
 * The STUN and TURN servers of a call's pages. A TURN credential is for one leg of one live call and is
 * valid for an hour at most, by coturn's `use-auth-secret` (draft-uberti-behave-turn-rest): the user name
 * is the time of expiry in seconds and a name for coturn's quotas, the password is its HMAC.
 */
import { createHmac } from 'node:crypto'
import type { IceServer } from '../../protocol/signals.ts'
import type { Clock } from '../clock.ts'
import { sha256 } from '../random.ts'

const CREDENTIAL_MS = 3_600_000
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
 * The servers for a leg, by the current settings. The caller has checked that it is the current leg of a
 * live call. The user name reveals neither the members nor the call.
 */
export function createIceServers(settings: () => IceSettings, clock: Clock) {
  return (callId: string, legId: string) => {
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

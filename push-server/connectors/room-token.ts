/** Tokens that let a person into a Jitsi room (RFC 7519; claims as Jitsi's tokens.md names them). */
import { SignJWT } from 'jose'
import type { Person } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'

/** How long a token is valid, s: enough to open the page. */
const TOKEN_SECONDS = 60

/** What a token says, and the key that signs it. */
export interface RoomTokenClaims {
  /** The host's `app_id` and `app_secret`. */
  readonly appId: string
  readonly secret: string
  /** The host, without its port. */
  readonly domain: string
  readonly room: string
  readonly person: Person
}

export async function signRoomToken(claims: RoomTokenClaims, clock: Clock): Promise<string> {
  const { appId, secret, domain, room, person } = claims
  const now = Math.floor(clock.now() / 1_000)
  return new SignJWT({ room, context: { user: { id: person.handle, name: person.name } } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(appId)
    .setAudience(appId)
    .setSubject(domain)
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(new TextEncoder().encode(secret))
}

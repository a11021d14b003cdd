/** Makes the addresses of connectors from their settings. */
import { SignJWT } from 'jose'
import { makeAddress } from '../../protocol/connector-address.ts'
import type { Person } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { ListedConnector } from './connector-rows.ts'

/** The placeholder of the random part in a room's name. */
const CALL = '{call}'
/** How long a token that lets a person into a room is valid, s: enough to open the page. */
const TOKEN_SECONDS = 60

export interface RoomAsked {
  /** The random part of the room's name. */
  readonly random: string
  /** The callee's account, if the connector needs one. */
  readonly account: string | null
  /** Who enters the room. */
  readonly person: Person
}

/** The address of a call by another program; null: an account or setting is missing. */
export function dialAddress(listed: ListedConnector, account: string | null): string | null {
  const { connector, values } = listed
  const made = makeAddress(connector, { account, room: null, settings: values })
  return made.ok && URL.canParse(made.url) ? made.url : null
}

/** The address of a meeting room for one person; null as above. */
export async function roomAddress(
  listed: ListedConnector,
  { random, account, person }: RoomAsked,
  clock: Clock,
): Promise<string | null> {
  const { connector, values, secret } = listed
  const named = connector.settings.find(({ is }) => is === 'room')?.name
  const room = (named === undefined ? CALL : (values[named] ?? CALL)).replace(CALL, random)
  const made = makeAddress(connector, { account, room, settings: values })
  if (!made.ok || !URL.canParse(made.url)) return null
  if (connector.token === undefined || secret === null) return made.url
  const url = new URL(made.url)
  const { appId = '' } = values
  const now = Math.floor(clock.wall() / 1_000)
  // RFC 7519; claims as Jitsi's tokens.md names them.
  const token = await new SignJWT({
    room,
    context: { user: { id: person.handle, name: person.name } },
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(appId)
    .setAudience(appId)
    .setSubject(url.hostname)
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(new TextEncoder().encode(secret))
  url.searchParams.set('jwt', token)
  return url.href
}

/** The doctor's checks of this installation, for `peal doctor` and the Admin page. */
import type { Clock } from '../clock.ts'
import { isLoopback } from '../http/client-address.ts'
import { createIceServers, stunUrlsOf, type IceSettings } from '../ice/ice-servers.ts'
import type { Settings } from '../settings.ts'
import type { DatabasePlace } from '../store/database-place.ts'
import { checkDatabase } from './database-check.ts'
import type { Finding } from './finding.ts'
import { checkIce } from './ice-check.ts'
import { checkPostgres } from './postgres-check.ts'
import { checkPush } from './push-check.ts'
import { checkProxy } from './proxy-check.ts'
import { checkOrigin } from './reachable-origin.ts'
import { checkRefusals } from './refusals-check.ts'

interface DoctorDeps {
  readonly settings: Settings
  readonly origin: string
  /** Port of the embedded STUN responder; null: it is off. */
  readonly stunPort: number | null
  readonly database: DatabasePlace
  /** A larger database is not read whole; omitted: no limit. */
  readonly databaseMaxBytes?: number
  readonly clock: Clock
}

const NAMES: Record<Finding['check'], string> = {
  origin: 'Origin',
  certificate: 'Certificate',
  database: 'Database',
  stun: 'STUN',
  turn: 'TURN',
  push: 'Push',
}
const STATUS_WIDTH = 'warning'.length
const NAME_WIDTH = 'Certificate'.length

/** A finding as lines for people. */
export function linesOf({ status, check, found, mend }: Finding): string[] {
  const head = `${status.padEnd(STATUS_WIDTH)}  ${NAMES[check].padEnd(NAME_WIDTH)}  `
  return [head + found, ...(mend === null ? [] : [' '.repeat(head.length) + mend])]
}

function withCredentials(ice: IceSettings, stunUrls: readonly string[], clock: Clock) {
  const { iceServers } = createIceServers(() => ice, clock)('doctor')
  const turn = iceServers.find(({ username }) => username !== undefined)
  const credentials = { username: turn?.username ?? '', password: turn?.credential ?? '' }
  return { stunUrls, turnUrls: ice.turnUrls, credentials }
}

/** Checks the STUN and TURN servers of these settings. */
export function checkServers(deps: DoctorDeps, ice: IceSettings): Promise<readonly Finding[]> {
  const stunUrls = stunUrlsOf(ice.stunUrls, deps.stunPort, deps.origin)
  const isHere = isLoopback(new URL(deps.origin).hostname)
  return checkIce(withCredentials(ice, stunUrls, deps.clock), isHere)
}

/**
 * Runs every check at the same time, with these STUN and TURN servers. Problems are returned as findings, not
 * thrown.
 */
export async function examine(deps: DoctorDeps, ice: IceSettings): Promise<readonly Finding[]> {
  const { settings, origin, stunPort, databaseMaxBytes, clock } = deps
  const database = (place: DatabasePlace) =>
    place.engine === 'sqlite'
      ? checkDatabase(place.file, databaseMaxBytes)
      : checkPostgres(place.url, clock.wall())
  // The embedded responder is checked even if pages use other servers.
  const stunUrls = [...new Set([...ice.stunUrls, ...stunUrlsOf([], stunPort, origin)])]
  const [reached, proxy, servers, push, refusals, stored] = await Promise.all([
    checkOrigin(origin, clock.wall()),
    checkProxy(origin, deps.database),
    checkIce(withCredentials(ice, stunUrls, clock), isLoopback(new URL(origin).hostname)),
    checkPush(settings),
    checkRefusals(deps.database),
    database(deps.database),
  ])
  return [...reached, ...proxy, ...stored, ...servers, ...push, ...refusals]
}

/**
 * How often one member may do what writes or sends something. Every route that is not a GET has a limit, far
 * above what a person does; those that cost more have their own. Counted in memory.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { adminApi } from '../../protocol/admin-api.ts'
import { api } from '../../protocol/api.ts'
import { profileApi } from '../../protocol/profile-api.ts'
import { connectorApi } from '../../protocol/connector-api.ts'
import { pushApi } from '../../protocol/push-api.ts'
import { spend } from '../rate-limit.ts'

interface Limit {
  readonly points: number
  readonly seconds: number
}

interface LimitedRoute {
  readonly method: string
  readonly path: string
}

const MINUTE_S = 60
const HOUR_S = 3_600

/** For each route without a limit of its own. */
const USUAL: Limit = { points: 120, seconds: MINUTE_S }

const OWN: readonly (readonly [LimitedRoute, Limit])[] = [
  [profileApi.setPhoto, { points: 20, seconds: HOUR_S }],
  [profileApi.setPassword, { points: 20, seconds: HOUR_S }],
  [profileApi.changeProfile, { points: 60, seconds: HOUR_S }],
  // Whatever others see of a member is told to all pages.
  [connectorApi.addAccount, { points: 200, seconds: HOUR_S }],
  [connectorApi.changeAccount, { points: 200, seconds: HOUR_S }],
  [connectorApi.removeAccount, { points: 200, seconds: HOUR_S }],
  [api.invite, { points: 60, seconds: HOUR_S }],
  [pushApi.testRing, { points: 5, seconds: MINUTE_S }],
  [adminApi.memberLink, { points: 120, seconds: HOUR_S }],
  [adminApi.checkServers, { points: 10, seconds: MINUTE_S }],
  [adminApi.examine, { points: 10, seconds: MINUTE_S }],
  [connectorApi.tryConnector, { points: 20, seconds: MINUTE_S }],
]

/** Counts a request of a member. Null: allowed; a number: refused, try again after that many ms. */
export type WriteLimits = (memberId: string, route: LimitedRoute) => Promise<number | null>

export const NO_WRITE_LIMITS: WriteLimits = () => Promise.resolve(null)

const limiterFor = ({ points, seconds }: Limit) =>
  new RateLimiterMemory({ points, duration: seconds })

export function createWriteLimits(): WriteLimits {
  const nameOf = ({ method, path }: LimitedRoute) => `${method} ${path}`
  const own = new Map(OWN.map(([route, limit]) => [nameOf(route), limiterFor(limit)]))
  const usual = limiterFor(USUAL)
  return async (memberId, route) => {
    if (route.method === 'GET') return null
    const name = nameOf(route)
    const limiter = own.get(name)
    return limiter === undefined
      ? spend(usual, JSON.stringify([memberId, name]))
      : spend(limiter, memberId)
  }
}

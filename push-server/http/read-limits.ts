/**
 * How much one member may read. Everything that members ask for costs points of a budget that refills steadily (a
 * token bucket), lists and searches more; and few requests of a member are in progress at once, so that nobody
 * else waits behind many of them. A person with all their devices stays far below.
 */
import { adminApi } from '../../protocol/admin-api.ts'
import { api } from '../../protocol/api.ts'
import { connectorApi } from '../../protocol/connector-api.ts'
import { pushApi } from '../../protocol/push-api.ts'

/** What fifty devices read when they all start at once, and then a second. */
const BUDGET = { most: 1_500, perSecond: 50 } as const
const USUAL = 1
/** Routes that read many rows. */
const DEARER: readonly (readonly [LimitedRoute, number])[] = [
  [api.search, 10],
  [api.home, 5],
  [api.contacts, 3],
  [api.blocked, 5],
  [api.history, 3],
  [api.missed, 3],
  [adminApi.members, 10],
  [adminApi.removedMembers, 5],
  [adminApi.invitations, 5],
  [adminApi.acts, 3],
  [connectorApi.adminConnectors, 5],
]
/** Routes that wait for something to happen, and do nothing meanwhile. */
const WAITING: readonly LimitedRoute[] = [pushApi.testState]

/** Requests of one member that are handled at once. */
const MOST_IN_PROGRESS = 4
/** Further ones that wait: a page may load the photos of a whole list. */
const MOST_WAITING = 200
/** When to come back if more wait. */
const CROWDED_RETRY_MS = 1_000
/** Members whose state is kept; those that are at rest are swept at this size. */
const SWEEP_SIZE = 1_000

interface LimitedRoute {
  readonly method: string
  readonly path: string
}

interface Reader {
  left: number
  /** ms */
  at: number
  inProgress: number
  readonly waiting: (() => void)[]
}

/** Runs a request that only reads; a number: refused, try again after that many ms. */
export type ReadLimits = <T>(
  memberId: string,
  route: LimitedRoute,
  work: () => Promise<T>,
) => Promise<T | number>

export const NO_READ_LIMITS: ReadLimits = (_memberId, _route, work) => work()

const nameOf = ({ method, path }: LimitedRoute) => `${method} ${path}`
const COSTS = new Map(DEARER.map(([route, points]) => [nameOf(route), points]))
const WAITS = new Set(WAITING.map(nameOf))

/** `now`: ms, of a clock that only goes forward. */
export function createReadLimits(now: () => number): ReadLimits {
  const readers = new Map<string, Reader>()

  function refill(reader: Reader): void {
    const at = now()
    const refilled = ((at - reader.at) / 1_000) * BUDGET.perSecond
    reader.left = Math.min(BUDGET.most, reader.left + refilled)
    reader.at = at
  }

  function sweep(): void {
    for (const [memberId, reader] of readers) {
      refill(reader)
      if (reader.left >= BUDGET.most && reader.inProgress === 0) readers.delete(memberId)
    }
  }

  function readerOf(memberId: string): Reader {
    const known = readers.get(memberId)
    if (known !== undefined) return known
    if (readers.size >= SWEEP_SIZE) sweep()
    const reader: Reader = { left: BUDGET.most, at: now(), inProgress: 0, waiting: [] }
    readers.set(memberId, reader)
    return reader
  }

  /** Takes the points. A number: there are too few, and will be enough after that many ms. */
  function spend(reader: Reader, points: number): number | null {
    refill(reader)
    if (reader.left < points) {
      return Math.ceil(((points - reader.left) / BUDGET.perSecond) * 1_000)
    }
    reader.left -= points
    return null
  }

  async function inTurn<T>(reader: Reader, work: () => Promise<T>): Promise<T | number> {
    if (reader.inProgress >= MOST_IN_PROGRESS) {
      if (reader.waiting.length >= MOST_WAITING) return CROWDED_RETRY_MS
      await new Promise<void>((resolve) => reader.waiting.push(resolve))
    } else {
      reader.inProgress += 1
    }
    try {
      return await work()
    } finally {
      // The place is handed on, after everybody else had a turn of the event loop.
      const next = reader.waiting.shift()
      if (next === undefined) reader.inProgress -= 1
      else setImmediate(next)
    }
  }

  return async (memberId, route, work) => {
    const name = nameOf(route)
    const reader = readerOf(memberId)
    const retryMs = spend(reader, COSTS.get(name) ?? USUAL)
    if (retryMs !== null) return retryMs
    return WAITS.has(name) ? work() : inTurn(reader, work)
  }
}

/**
 * The pages' HTTP client: calls routes of `protocol/` and validates each response by the route's schema.
 * Failures are returned with their code; it never throws.
 */
import * as v from 'valibot'
import { apiError, type ApiErrorCode } from '../../protocol/api.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { CACHED_AT_HEADER } from '../platform/installed/member-data.ts'
import { routeInit, routePath, type AnyRoute, type RouteInput } from '../platform/route-request.ts'
import { connection, type Connection } from './connection.ts'

/** Request timeout, ms. */
const REQUEST_TIMEOUT_MS = 20_000

/** A failed request. `offline`: the server could not be reached. */
export interface Failure {
  readonly ok: false
  readonly code: ApiErrorCode | 'offline'
  /** With `invalid`: which field is wrong. */
  readonly field?: string
  /** Try again after this, ms. */
  readonly retryMs?: number
}

export type Result<T> =
  | {
      readonly ok: true
      readonly data: T
      /** When the response was cached, ms since 1970; null: it comes from the server. */
      readonly cachedAt: number | null
    }
  | Failure

export interface RequestInput<R extends AnyRoute> extends RouteInput<R> {
  /** Timeout, for a response that the server holds back, ms. */
  readonly timeoutMs?: number
}

/** The network, and the connection that is told whether the server answers. */
export interface RequestDeps {
  readonly fetch: typeof fetch
  readonly connection: Pick<Connection, 'reached' | 'missed' | 'answeredFromCache'>
}

const ofPage: RequestDeps = { fetch: (...of) => fetch(...of), connection }

/** Calls a route. */
export async function request<R extends AnyRoute>(
  route: R,
  input: RequestInput<R> = {},
  deps: RequestDeps = ofPage,
): Promise<Result<ResponseOf<R>>> {
  let response: Response
  let body: unknown
  try {
    response = await deps.fetch(routePath(route, input), {
      ...routeInit(route, input),
      signal: AbortSignal.timeout(input.timeoutMs ?? REQUEST_TIMEOUT_MS),
    })
    body = await response.json()
  } catch (error) {
    // A body that is not JSON came from something other than Peal, such as a proxy.
    if (error instanceof SyntaxError) return { ok: false, code: 'server' }
    deps.connection.missed()
    return { ok: false, code: 'offline' }
  }
  const cachedAt = Number(response.headers.get(CACHED_AT_HEADER))
  if (cachedAt > 0) deps.connection.answeredFromCache(cachedAt)
  else deps.connection.reached()
  if (!response.ok) return failureOf(body)
  if (route.response === null) return { ok: true, data: null as ResponseOf<R>, cachedAt: null }
  const parsed = v.safeParse(route.response, body)
  if (!parsed.success) return { ok: false, code: 'server' }
  return {
    ok: true,
    data: parsed.output as ResponseOf<R>,
    cachedAt: cachedAt > 0 ? cachedAt : null,
  }
}

function failureOf(body: unknown): Failure {
  const parsed = v.safeParse(apiError, body)
  if (!parsed.success) return { ok: false, code: 'server' }
  return { ok: false, ...parsed.output.error }
}

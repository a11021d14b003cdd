/**
 * The HTTP client over `protocol/api.ts`: one function, every answer checked by its route's schema.
 * Expected failures are returned with their code; it throws for nobody.
 */
import * as v from 'valibot'
import { apiError } from '../../protocol/api.ts'
import type { ApiErrorCode } from '../../protocol/api.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { CACHED_AT_HEADER } from '../platform/installed/member-data.ts'
import { routeInit, routePath } from '../platform/route-request.ts'
import type { AnyRoute, RouteInput } from '../platform/route-request.ts'
import { connection } from './connection.ts'
import type { Connection } from './connection.ts'

/** A request without an answer within this is given up: the server is away. */
const REQUEST_TIMEOUT_MS = 20_000

/** Why a request did nothing. `offline`: the server could not be reached. */
export interface Failure {
  readonly ok: false
  readonly code: ApiErrorCode | 'offline'
  /** With `invalid`: which field is wrong. */
  readonly field?: string
  /** When to try again. */
  readonly retryMs?: number
}

export type Result<T> =
  | {
      readonly ok: true
      readonly data: T
      /** The answer is one that was kept, from this moment (ms); null: it is fresh. */
      readonly cachedAt: number | null
    }
  | Failure

export interface RequestInput<R extends AnyRoute> extends RouteInput<R> {
  /** For an answer that the server holds back, ms; `REQUEST_TIMEOUT_MS` unless given. */
  readonly timeoutMs?: number
}

/** The network, and who is told whether it answers; handed in by tests. */
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
    // A body that is no JSON came from something other than Peal, such as a proxy's error page.
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

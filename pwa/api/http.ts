/**
 * The HTTP client over `protocol/api.ts`: one function, every answer checked by its route's schema.
 * Expected failures are returned with their code; it throws for nobody.
 */
import * as v from 'valibot'
import { apiError } from '../../protocol/api.ts'
import type { ApiErrorCode } from '../../protocol/api.ts'
import type { RequestOf, ResponseOf, Route } from '../../protocol/route.ts'
import { CACHED_AT_HEADER } from '../platform/installed/member-data.ts'
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

type AnyRoute = Route<v.GenericSchema | null, v.GenericSchema | null>

export interface RequestParts<R extends AnyRoute> {
  /** Values of the path's `:name` parts. */
  readonly params?: Readonly<Record<string, string>>
  /** The JSON body, or for GET the query. */
  readonly body?: RequestOf<R> extends null ? never : Partial<RequestOf<R>>
  /** A body that is not JSON. */
  readonly file?: Blob
  /** For an answer that the server holds back, ms; `REQUEST_TIMEOUT_MS` if not said. */
  readonly patienceMs?: number
}

/** The network, and who is told whether it answers; handed in by tests. */
export interface RequestGlobals {
  readonly fetch: typeof fetch
  readonly connection: Pick<Connection, 'reached' | 'missed' | 'answeredFromCache'>
}

const page: RequestGlobals = { fetch: (...of) => fetch(...of), connection }

/** Calls a route. */
export async function request<R extends AnyRoute>(
  route: R,
  parts: RequestParts<R> = {},
  globals: RequestGlobals = page,
): Promise<Result<ResponseOf<R>>> {
  const json = parts.file === undefined && route.method !== 'GET' && parts.body !== undefined
  let response: Response
  let body: unknown
  try {
    response = await globals.fetch(addressOf(route, parts), {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...(json && { 'content-type': 'application/json' }),
        ...(parts.file && { 'content-type': parts.file.type }),
      },
      body: parts.file ?? (json ? JSON.stringify(parts.body) : null),
      signal: AbortSignal.timeout(parts.patienceMs ?? REQUEST_TIMEOUT_MS),
    })
    body = await response.json()
  } catch (error) {
    // A body that is no JSON came from something other than Peal, such as a proxy's error page.
    if (error instanceof SyntaxError) return { ok: false, code: 'server' }
    globals.connection.missed()
    return { ok: false, code: 'offline' }
  }
  const cachedAt = Number(response.headers.get(CACHED_AT_HEADER))
  if (cachedAt > 0) globals.connection.answeredFromCache(cachedAt)
  else globals.connection.reached()
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

/** The path with its parameters, and for GET the query. */
function addressOf<R extends AnyRoute>(route: R, parts: RequestParts<R>): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(parts.params?.[name] ?? ''),
  )
  if (route.method !== 'GET' || parts.body === undefined) return path
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parts.body as Record<string, unknown>)) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

function failureOf(body: unknown): Failure {
  const parsed = v.safeParse(apiError, body)
  if (!parsed.success) return { ok: false, code: 'server' }
  return { ok: false, ...parsed.output.error }
}

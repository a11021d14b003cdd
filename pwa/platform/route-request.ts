/** How a route of `protocol/` is asked over HTTP, for pages and the worker alike. */
import type * as v from 'valibot'
import type { RequestOf, Route } from '../../protocol/route.ts'

/** Any route, whatever its schemas. */
export type AnyRoute = Route<v.GenericSchema | null, v.GenericSchema | null>

/** What a route is asked with. */
export interface RouteInput<R extends AnyRoute> {
  /** Values of the path's `:name` parts. */
  readonly params?: Readonly<Record<string, string>>
  /** The JSON body, or for GET the query. */
  readonly body?: RequestOf<R> extends null ? never : Partial<RequestOf<R>>
  /** A body that is not JSON. */
  readonly file?: Blob
}

/** The path with its parameters, and for GET the query. */
export function routePath<R extends AnyRoute>(route: R, { params, body }: RouteInput<R>): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  )
  if (route.method !== 'GET' || body === undefined) return path
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

/** Method, headers and body of the request. */
export function routeInit<R extends AnyRoute>(
  { method }: R,
  { body, file }: RouteInput<R>,
): RequestInit {
  const json = file === undefined && method !== 'GET' && body !== undefined
  const type = json ? 'application/json' : file?.type
  return {
    method,
    headers: {
      accept: 'application/json',
      ...(type !== undefined && { 'content-type': type }),
    },
    body: json ? JSON.stringify(body) : (file ?? null),
  }
}

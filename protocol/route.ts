/** An HTTP route, for both sides: method, path, and the schemas of request and response. */
import * as v from 'valibot'

type Schema = v.GenericSchema

/** One route. `request` is the JSON body (or, for GET, the query); null: there is none. */
export interface Route<Request extends Schema | null, Response extends Schema | null> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `:name` parts are parameters. */
  readonly path: string
  readonly request: Request
  readonly response: Response
}

/** A route with any request and response. */
export type AnyRoute = Route<Schema | null, Schema | null>

/** A route's validated request; null: it has none. */
export type RequestOf<R> =
  R extends Route<infer Request, infer _>
    ? Request extends Schema
      ? v.InferOutput<Request>
      : null
    : never
/** A route's response; null: it has none. */
export type ResponseOf<R> =
  R extends Route<infer _, infer Response>
    ? Response extends Schema
      ? v.InferOutput<Response>
      : null
    : never

/** Declares routes of one method. */
const by =
  (method: Route<null, null>['method']) =>
  <Request extends Schema | null, Response extends Schema | null>(
    path: string,
    request: Request,
    response: Response,
  ): Route<Request, Response> => ({ method, path, request, response })

export const get = by('GET')
export const post = by('POST')
export const put = by('PUT')
export const patch = by('PATCH')
export const del = by('DELETE')

/** The response of a route that has nothing to say. */
export const nothing = v.object({})

/** An HTTP route, for both sides: method, path, and the schemas of request and response. */
import type * as v from 'valibot'

type Schema = v.GenericSchema

/** One route. `request` is the JSON body (or, for GET, the query); null: there is none. */
export interface Route<Request extends Schema | null, Response extends Schema | null> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `:name` parts are parameters. */
  readonly path: string
  readonly request: Request
  readonly response: Response
}

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

/** Declares a route. */
export function route<Request extends Schema | null, Response extends Schema | null>(
  method: Route<Request, Response>['method'],
  path: string,
  request: Request,
  response: Response,
): Route<Request, Response> {
  return { method, path, request, response }
}

/**
 * What the server promises about an HTTP route besides its schemas: who may use it, which errors it answers, what it
 * does. The server mounts routes by these descriptions, and the OpenAPI document is made from them.
 */
import type { ApiErrorCode } from '../../protocol/api.ts'
import type { AnyRoute } from '../../protocol/route.ts'

/** The folder of `push-server/` that answers. */
export type Room = 'people' | 'calls' | 'connectors' | 'push' | 'admin' | 'server'

/**
 * Who may use a route. `anyone`: no proof is needed. `ticket`: whoever knows a secret that the path or the body holds,
 * such as an invitation's or a ring's. `session`: a signed-in device. `admin`: a signed-in administrator's device.
 * `metrics`: whoever monitors this server.
 */
export type Who = 'anyone' | 'ticket' | 'session' | 'admin' | 'metrics'

/** What a route's schemas do not say. */
export interface Description {
  readonly room: Room
  readonly who: Who
  /** One sentence: what the route does. */
  readonly does: string
  /** What else its users need to know. */
  readonly more?: string
  /** The errors of its own; `usualErrors` are added. */
  readonly errors?: readonly ApiErrorCode[]
  /** The media types of a request body that is not JSON. */
  readonly takes?: readonly string[]
  /** The media types of an answer that is not JSON. */
  readonly gives?: readonly string[]
}

/** One route: who may ask it, what it does, and how it can be refused. */
export interface Operation<
  R extends AnyRoute = AnyRoute,
  W extends Who = Who,
  E extends ApiErrorCode = ApiErrorCode,
> extends Description {
  /** Its name, unique among all operations. */
  readonly name: string
  readonly route: R
  readonly who: W
  readonly errors: readonly E[]
}

type OwnErrors<D extends Description> = D extends { readonly errors: readonly (infer E)[] }
  ? Extract<E, ApiErrorCode>
  : never

/** Describes every route of an object of `protocol/`: one that is missing does not compile. */
export function describeRoutes<
  A extends Readonly<Record<string, AnyRoute>>,
  const D extends { readonly [K in keyof A]: Description },
>(
  routes: A,
  descriptions: D,
): { readonly [K in keyof A & string]: Operation<A[K], D[K]['who'], OwnErrors<D[K]>> } {
  const described = Object.entries(routes).map(([name, route]) => {
    const description: Description | undefined = descriptions[name]
    return [name, { errors: [], ...description, name, route }] as const
  })
  // `Object.fromEntries` forgets which key has which value.
  return Object.fromEntries(described) as never
}

/** The errors of a route's own that a handler may answer besides those that are described: its sender may be gone. */
export type UsualOf<W extends Who> =
  | (W extends 'session' | 'admin' ? 'signed-out' | 'too-many-tries' : never)
  | (W extends 'admin' ? 'forbidden' : never)

/** The errors that every route of this kind can answer. */
function usualErrors({ route, who }: Pick<Operation, 'route' | 'who'>): ApiErrorCode[] {
  const changes = route.method !== 'GET'
  const signedIn = who === 'session' || who === 'admin'
  return [
    ...(changes ? (['wrong-origin'] as const) : []),
    ...(signedIn ? (['signed-out', 'too-many-tries'] as const) : []),
    ...(who === 'admin' ? (['forbidden'] as const) : []),
    ...(route.request === null ? [] : (['invalid'] as const)),
    // The address holds U+0000.
    ...(route.path.includes(':') || (!changes && route.request !== null)
      ? (['not-found'] as const)
      : []),
    ...(changes && route.request !== null ? (['too-large'] as const) : []),
    // Nothing can be written: another process holds the database, or the disk is full.
    ...(changes ? (['busy', 'full'] as const) : []),
    'server',
  ]
}

/** Every error that the operation can answer, each once. */
export function errorsOf(operation: Operation): ApiErrorCode[] {
  return [...new Set([...usualErrors(operation), ...operation.errors])]
}

/** Mounts the routes of `protocol/`: limits the size of bodies, checks them by their schemas, formats errors. */
import type { Context, Env, Hono } from 'hono'
import * as v from 'valibot'
import type { ApiErrorBody } from '../../protocol/api.ts'
import type { RequestOf, ResponseOf, Route } from '../../protocol/route.ts'
import { holdsNul } from '../holds-nul.ts'
import type { Identity } from '../identity.ts'
import { ERROR_STATUS, fail, ok, type Answer, type Failure } from './answer.ts'
import { readJson } from './body.ts'
import type { ReadLimits } from './read-limits.ts'
import type { WriteLimits } from './write-limits.ts'

type Schema = v.GenericSchema
/** A route with any request and response. */
export type AnyRoute = Route<Schema | null, Schema | null>

/** The variables of every request; `createApp` sets them. */
export interface PealEnv extends Env {
  Variables: {
    /** The client's address, as far as PEAL_TRUSTED_PROXY allows to trust it. */
    address: string
    /** Looks up whose session it is now. */
    identity: () => Promise<Identity | null>
    /** How often a member may write. */
    writeLimits: WriteLimits
    /** The budgets for what members read. */
    readLimits: ReadLimits
  }
}

/** The application on which rooms mount their routes. */
export type App = Hono<PealEnv>

/** A checked request, as handlers get it. */
interface Asked<R> {
  /** The checked JSON body; of a GET, the checked query. */
  readonly body: RequestOf<R>
  /** A decoded `:name` parameter of the path. */
  readonly param: (name: string) => string
  readonly address: string
  readonly header: (name: string) => string | undefined
  readonly raw: Context<PealEnv>
}

/** A checked request of a signed-in device. */
export interface AskedBySession<R> extends Asked<R> {
  readonly identity: Identity
}

/** The response of a failure. */
export function failed(c: Context, failure: Failure): Response {
  const { code, field, retryMs } = failure
  const body: ApiErrorBody = { error: { code, field, retryMs } }
  if (retryMs !== undefined) c.header('Retry-After', String(Math.ceil(retryMs / 1_000)))
  return c.json(body, ERROR_STATUS[code])
}

/** The first field that the schema rejected, if any. */
function wrongField(issues: readonly v.BaseIssue<unknown>[]): string | undefined {
  const key = issues[0]?.path?.[0]?.key
  return typeof key === 'string' ? key : undefined
}

/** Only the first wrong field is told. */
const FIRST_ISSUE = { abortEarly: true } as const

async function checked<R extends AnyRoute>(
  c: Context<PealEnv>,
  route: R,
): Promise<Answer<RequestOf<R>>> {
  if (route.request === null) return ok(null as RequestOf<R>)
  const read = route.method === 'GET' ? ok(c.req.query()) : await readJson(c)
  if (!read.ok) return read
  const parsed = v.safeParse(route.request, read.data, FIRST_ISSUE)
  if (!parsed.success) return fail('invalid', { field: wrongField(parsed.issues) })
  return holdsNul(parsed.output) ? fail('invalid') : ok(parsed.output as RequestOf<R>)
}

/** Handles a request whose sender may make it. */
async function respond<R extends AnyRoute>(
  c: Context<PealEnv>,
  route: R,
  handle: (asked: Asked<R>) => Promise<Answer<ResponseOf<R>>>,
): Promise<Response> {
  const request = await checked(c, route)
  if (!request.ok) return failed(c, request)
  const answer = await handle({
    body: request.data,
    param: (name) => c.req.param(name) ?? '',
    address: c.get('address'),
    header: (name) => c.req.header(name),
    raw: c,
  })
  if (!answer.ok) return failed(c, answer)
  for (const cookie of answer.cookies) c.header('Set-Cookie', cookie, { append: true })
  return c.json(answer.data as object)
}

/** Mounts a route for everybody, signed in or not. */
export function open<R extends AnyRoute>(
  app: App,
  route: R,
  handle: (asked: Asked<R>) => Promise<Answer<ResponseOf<R>>>,
): void {
  app.on(route.method, route.path, (c) => respond(c, route, handle))
}

/** Answers a member's request, unless they ask for too much. */
export async function limited(
  c: Context<PealEnv>,
  memberId: string,
  route: Pick<AnyRoute, 'method' | 'path'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  const retryMs = await c.get('writeLimits')(memberId, route)
  if (retryMs !== null) return failed(c, fail('too-many-tries', { retryMs }))
  if (route.method !== 'GET') return answer()
  const read = await c.get('readLimits')(memberId, route, answer)
  return typeof read === 'number' ? failed(c, fail('too-many-tries', { retryMs: read })) : read
}

/** Who sends this request, if they may. */
async function sender(
  c: Context<PealEnv>,
  refuse: (identity: Identity) => Failure | null,
): Promise<Answer<Identity>> {
  const identity = await c.get('identity')()
  if (identity === null) return fail('signed-out')
  return refuse(identity) ?? ok(identity)
}

/**
 * Mounts a route for signed-in devices; others get `signed-out`. `refuse` can reject a device before the
 * body is read, and is asked again afterwards. What writes checks the sender in its transaction, by `writeAs`.
 */
export function signedIn<R extends AnyRoute>(
  app: App,
  route: R,
  handle: (asked: AskedBySession<R>) => Promise<Answer<ResponseOf<R>>>,
  refuse: (identity: Identity) => Failure | null = () => null,
): void {
  app.on(route.method, route.path, async (c) => {
    const asking = await sender(c, refuse)
    if (!asking.ok) return failed(c, asking)
    return limited(c, asking.data.memberId, route, () =>
      respond(c, route, async (asked) => {
        // The body may have taken long to arrive.
        const present = route.request === null ? asking : await sender(c, refuse)
        return present.ok ? handle({ ...asked, identity: present.data }) : present
      }),
    )
  })
}

/** Mounts a route for admins, on any device; other members get `forbidden`. */
export function asAdmin<R extends AnyRoute>(
  app: App,
  route: R,
  handle: (asked: AskedBySession<R>) => Promise<Answer<ResponseOf<R>>>,
): void {
  signedIn(app, route, handle, ({ admin }) => (admin ? null : fail('forbidden')))
}

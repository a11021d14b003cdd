/**
 * Mounts routes by their descriptions: refuses those who may not ask, limits the size of bodies, checks them by their
 * schemas, formats errors.
 */
import type { Context, Env, Hono } from 'hono'
import * as v from 'valibot'
import type { ApiErrorBody, ApiErrorCode } from '../../protocol/api.ts'
import type { AnyRoute, RequestOf, ResponseOf } from '../../protocol/route.ts'
import type { Operation, UsualOf, Who } from '../contract/operation.ts'
import { fieldWithNul } from '../field-with-nul.ts'
import type { Identity } from '../identity.ts'
import { ERROR_STATUS, fail, ok, type Answer, type Failure } from './answer.ts'
import { readJson } from './body.ts'
import type { ReadLimits } from './read-limits.ts'
import type { WriteLimits } from './write-limits.ts'

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

/** A checked request of somebody who may make it. */
type AskedBy<R, W extends Who> = W extends 'session' | 'admin' ? AskedBySession<R> : Asked<R>

/** Answers a request: the compiler refuses errors that the route's description does not name. */
type Handler<R, W extends Who, E extends ApiErrorCode> = (
  asked: AskedBy<R, W>,
) => Promise<Answer<ResponseOf<R>, E | UsualOf<W>>>

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
): Promise<Answer<RequestOf<R>, 'invalid' | 'too-large'>> {
  if (route.request === null) return ok(null as RequestOf<R>)
  const read = route.method === 'GET' ? ok(c.req.query()) : await readJson(c)
  if (!read.ok) return read
  const parsed = v.safeParse(route.request, read.data, FIRST_ISSUE)
  if (!parsed.success) return fail('invalid', { field: wrongField(parsed.issues) })
  const field = fieldWithNul(parsed.output)
  return field === null ? ok(parsed.output as RequestOf<R>) : fail('invalid', { field })
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

/** Answers a member's request, unless they ask for too much. */
async function limited(
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
  who: Who,
): Promise<Answer<Identity, 'signed-out' | 'forbidden'>> {
  const identity = await c.get('identity')()
  if (identity === null) return fail('signed-out')
  return who === 'admin' && !identity.admin ? fail('forbidden') : ok(identity)
}

/** Whether only signed-in devices may use the route. */
function needsSession(who: Who): who is 'session' | 'admin' {
  return who === 'session' || who === 'admin'
}

/**
 * Mounts a route. Where a session is needed, others get `signed-out`, and members who are no admins `forbidden` where
 * that is needed: before the body is read, and again afterwards. What writes checks the sender in its transaction, by
 * `writeAs`.
 */
export function serve<R extends AnyRoute, W extends Who, E extends ApiErrorCode>(
  app: App,
  { route, who }: Operation<R, W, E>,
  handle: Handler<R, W, NoInfer<E>>,
): void {
  app.on(route.method, route.path, async (c) => {
    // The type of what the handler is asked depends on `who`, which the compiler cannot follow in here.
    const answer = handle as (asked: object) => Promise<Answer<ResponseOf<R>>>
    if (!needsSession(who)) return respond(c, route, answer)
    const asking = await sender(c, who)
    if (!asking.ok) return failed(c, asking)
    return limited(c, asking.data.memberId, route, () =>
      respond(c, route, async (asked) => {
        // The body may have taken long to arrive.
        const present = route.request === null ? asking : await sender(c, who)
        return present.ok ? answer({ ...asked, identity: present.data }) : present
      }),
    )
  })
}

/** Mounts a route whose handler makes the whole response, such as a picture. */
export function serveBare(
  app: App,
  { route, who }: Operation,
  handle: (c: Context<PealEnv>) => Response | Promise<Response>,
): void {
  app.on(route.method, route.path, async (c) => {
    if (!needsSession(who)) return handle(c)
    const asking = await sender(c, who)
    if (!asking.ok) return failed(c, asking)
    return limited(c, asking.data.memberId, route, async () => handle(c))
  })
}

/** The HTTP application: the middleware of every request, then the routes of each room. */
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { bareContract } from '../contract/bare-contract.ts'
import { PROBE_HEADER, type Probes } from './probe.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../identity.ts'
import { unwritable } from '../store/store-error.ts'
import { ActorError } from '../store/write-as.ts'
import { fail } from './answer.ts'
import type { AttackLog } from './attack-log.ts'
import { clientAddress, type Trust } from './client-address.ts'
import { failed, serveBare, type App, type PealEnv } from './routes.ts'
import { withSecurityHeaders } from './security-headers.ts'
import { mountStaticFiles } from './static-files.ts'
import type { ReadLimits } from './read-limits.ts'
import type { WriteLimits } from './write-limits.ts'

/** When to try again while the database cannot be used. */
const BUSY_RETRY_MS = 2_000

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

interface AppDeps {
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  readonly trusted: Trust
  readonly log: Log
  readonly attacks: AttackLog
  readonly writeLimits: WriteLimits
  readonly readLimits: ReadLimits
  readonly identify: (cookieHeader: string | undefined) => Promise<Identity | null>
  readonly probes: Probes
  /** Whether this server should get new connections. */
  readonly isReady: () => Promise<boolean>
  /** Each mounts the routes of its room. */
  readonly rooms: readonly { mount(app: App): void }[]
  /** Folder of the built app; null: none is served. */
  readonly pwaFolder: string | null
}

/** The route's template, for the log: a path may contain a token. */
function templateOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*'
}

/** The application; its `fetch` answers every request, errors included. */
export function createApp(deps: AppDeps): App {
  const { origin, log, attacks, trusted, writeLimits, readLimits, pwaFolder } = deps
  const app: App = new Hono<PealEnv>()

  app.use(withSecurityHeaders(origin))
  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    const ms = Math.round(performance.now() - started)
    log.debug({ method: c.req.method, route: templateOf(c), status: c.res.status, ms }, 'request')
  })
  app.use(async (c, next) => {
    const peer = getConnInfo(c).remote.address
    c.set('address', clientAddress(peer, c.req.header('x-forwarded-for'), trusted))
    c.set('writeLimits', writeLimits)
    c.set('readLimits', readLimits)
    c.set('identity', () => deps.identify(c.req.header('cookie')))
    return next()
  })
  app.use(async (c, next) => {
    // Every browser sends `Origin` with requests that change something (Fetch, section 3.2), so one that is
    // foreign, `null` or missing is of another site's page.
    const isOwn = SAFE_METHODS.has(c.req.method) || c.req.header('origin') === origin
    if (isOwn) return next()
    attacks.note('foreign-origin', { address: c.get('address') })
    return failed(c, fail('wrong-origin'))
  })

  // U+0000 in a path or a query: see `fieldWithNul`.
  app.use(async (c, next) => (c.req.url.includes('%00') ? failed(c, fail('not-found')) : next()))

  const proofFor = (c: Context<PealEnv>) =>
    deps.probes({
      asked: c.req.header(PROBE_HEADER),
      host: c.req.header('host'),
      forwardedFor: c.req.header('x-forwarded-for'),
      peer: getConnInfo(c).remote.address,
    })
  serveBare(app, bareContract.health, async (c) =>
    c.json({ ok: true }, 200, { 'Cache-Control': 'no-store', ...(await proofFor(c)) }),
  )
  serveBare(app, bareContract.ready, async (c) =>
    (await deps.isReady())
      ? c.json({ ok: true }, 200, { 'Cache-Control': 'no-store' })
      : failed(c, fail('busy', { retryMs: BUSY_RETRY_MS })),
  )
  // A WebSocket that a proxy has not passed on as one.
  serveBare(app, bareContract.signalWithoutUpgrade, (c) => failed(c, fail('no-upgrade')))
  for (const room of deps.rooms) room.mount(app)
  if (pwaFolder !== null) mountStaticFiles(app, pwaFolder, origin)

  app.notFound((c) => failed(c, fail('not-found')))
  app.onError((error, c) => {
    if (error instanceof ActorError) return failed(c, fail(error.code))
    const cause = unwritable(error)
    if (cause !== null) {
      log.error({ route: templateOf(c), cause, error }, 'nothing can be written')
      return failed(c, fail(cause, cause === 'busy' ? { retryMs: BUSY_RETRY_MS } : {}))
    }
    log.error({ method: c.req.method, route: templateOf(c), error }, 'a request failed')
    return failed(c, fail('server'))
  })
  return app
}

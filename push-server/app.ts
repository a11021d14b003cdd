/** The HTTP application: what every request passes, then one router per room. */
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Identity } from './people/identity.ts'
import { fail } from './http/answer.ts'
import { clientAddress, trustIn } from './http/client-address.ts'
import { originCheck } from './http/own-origin.ts'
import { failed } from './http/routes.ts'
import type { App, PealEnv } from './http/routes.ts'
import { withSecurityHeaders } from './http/security-headers.ts'
import { mountStaticFiles } from './http/static-files.ts'
import type { Log } from './log.ts'

/** What the application is handed. */
export interface AppParts {
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  readonly trustedProxies: readonly string[]
  readonly log: Log
  readonly identify: (cookieHeader: string | undefined) => Promise<Identity | null>
  /** Each mounts the routes of its room. */
  readonly rooms: readonly { mount(app: App): void }[]
  /** The built app; null: none is served. */
  readonly pwaFolder: string | null
}

/** Looked up when first asked for, and then remembered for the request. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => (found ??= find())
}

/** The route's template: a path may hold a token. */
function templateOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*'
}

/** Puts the application together; its `fetch` answers every request, errors included. */
export function createApp(parts: AppParts): App {
  const { origin, log } = parts
  const trusted = trustIn(parts.trustedProxies)
  const app: App = new Hono<PealEnv>()

  app.use(withSecurityHeaders(origin))
  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    const ms = Math.round(performance.now() - started)
    log.debug({ method: c.req.method, route: templateOf(c), status: c.res.status, ms }, 'request')
  })
  app.use(originCheck(origin))
  app.use(async (c, next) => {
    const peer = getConnInfo(c).remote.address
    c.set('address', clientAddress(peer, c.req.header('x-forwarded-for'), trusted))
    c.set(
      'identity',
      once(() => parts.identify(c.req.header('cookie'))),
    )
    return next()
  })

  app.get('/healthz', (c) => c.json({ ok: true }, 200, { 'Cache-Control': 'no-store' }))
  for (const room of parts.rooms) room.mount(app)
  if (parts.pwaFolder !== null) mountStaticFiles(app, parts.pwaFolder)

  app.notFound((c) => failed(c, fail('not-found')))
  app.onError((error, c) => {
    log.error({ method: c.req.method, route: templateOf(c), error }, 'a request failed')
    return failed(c, fail('server'))
  })
  return app
}

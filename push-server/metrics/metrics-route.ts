/** `GET /metrics`: for Prometheus on this machine, or for whoever has the token. */
import type { Context } from 'hono'
import { fail } from '../http/answer.ts'
import { failed } from '../http/routes.ts'
import type { App, PealEnv } from '../http/routes.ts'
import { isSameSecret, sha256 } from '../random.ts'
import type { Metrics } from './metrics.ts'

/** What proxies add. A request with one of these was passed on, whether its proxy is known or not. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']
const LOOPBACK = /^(?:127\.|::1$)/
/** A proxy that adds nothing still keeps the public name; so does a page of a rebound one. */
const LOOPBACK_HOST = /^(?:localhost|127\.[0-9.]+|\[::1\])(?::\d+)?$/i

function isFromHere(c: Context<PealEnv>): boolean {
  return (
    LOOPBACK.test(c.get('address')) &&
    LOOPBACK_HOST.test(c.req.header('host') ?? '') &&
    FORWARDING.every((name) => c.req.header(name) === undefined)
  )
}

function hasToken(c: Context<PealEnv>, token: string): boolean {
  const said = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  // Hashes have one length, and nothing can be told from the time that they take.
  return isSameSecret(sha256(said), sha256(token))
}

/** `token`: PEAL_METRICS_TOKEN; null: from this machine alone. */
export function mountMetrics(app: App, token: string | null, metrics: Metrics): void {
  app.get('/metrics', async (c) => {
    if (!isFromHere(c) && (token === null || !hasToken(c, token))) {
      if (token === null) return failed(c, fail('forbidden'))
      return c.body(null, 401, { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' })
    }
    const { contentType, text } = await metrics.render()
    return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' })
  })
}

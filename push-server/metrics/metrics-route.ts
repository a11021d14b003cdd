/** `GET /metrics`: for Prometheus on this machine, or with the token from anywhere. */
import type { Context } from 'hono'
import { fail } from '../http/answer.ts'
import { isLoopback } from '../http/client-address.ts'
import { failed } from '../http/routes.ts'
import type { App, PealEnv } from '../http/routes.ts'
import { isSameSecret, sha256 } from '../random.ts'
import type { Metrics } from './metrics.ts'

/** Headers that proxies add: a request that has one was forwarded, by a known proxy or not. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

function isFromHere(c: Context<PealEnv>): boolean {
  // A proxy that adds no header still forwards the public host name, as does a DNS-rebinding page.
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  return (
    isLoopback(c.get('address')) &&
    isLoopback(host) &&
    FORWARDING.every((name) => c.req.header(name) === undefined)
  )
}

function hasToken(c: Context<PealEnv>, token: string): boolean {
  const said = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  // Hashes have the same length, so that the time of the comparison reveals nothing.
  return isSameSecret(sha256(said), sha256(token))
}

/** `token` is PEAL_METRICS_TOKEN; null: only this machine may read the metrics. */
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

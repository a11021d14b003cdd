/**
 * Refuses state-changing requests that another site's page made. Every browser sends `Origin` with
 * them (Fetch, section 3.2), so one that is foreign, `null` or missing is refused.
 */
import type { MiddlewareHandler } from 'hono'
import { fail } from './answer.ts'
import { failed } from './routes.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether an `Origin` header is Peal's own. Also for the upgrade of `/signal`. */
export function isOwnOrigin(header: string | undefined, origin: string): boolean {
  return header === origin
}

/** Refuses what another site's page makes a browser send (`wrong-origin`). */
export function originCheck(origin: string): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !isOwnOrigin(c.req.header('origin'), origin)) {
      return failed(c, fail('wrong-origin'))
    }
    return next()
  }
}

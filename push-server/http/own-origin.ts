/**
 * Refuses state-changing requests of other sites' pages. Every browser sends `Origin` with them (Fetch,
 * section 3.2), so an origin that is foreign, `null` or missing is refused.
 */
import type { MiddlewareHandler } from 'hono'
import { fail } from './answer.ts'
import { failed } from './routes.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether an `Origin` header is Peal's own. The upgrade of `/signal` uses it, too. */
export function isOwnOrigin(header: string | undefined, origin: string): boolean {
  return header === origin
}

/** Answers such requests with `wrong-origin`. */
export function originCheck(origin: string): MiddlewareHandler {
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !isOwnOrigin(c.req.header('origin'), origin)) {
      return failed(c, fail('wrong-origin'))
    }
    return next()
  }
}

/** Answers from caches, or from the network where the browser's caches fail or do not answer. */
import { Strategy, type StrategyHandler } from 'workbox-strategies'
import type { RouteHandlerCallback, WorkboxPlugin } from 'workbox-core/types.js'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** A photo is then loaded instead, ms. */
const PHOTO_MS = 400
/** A page is then loaded instead, ms: a slow device still reads it faster. */
const PAGE_MS = 2_000

/** Cache first, for what a page shows without waiting for long. */
export class CachedInTime extends Strategy {
  async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const matching = handler.cacheMatch(request).catch(() => undefined)
    const found = await within(matching, PHOTO_MS, pageTimer)
    if (found !== undefined && found !== TOO_LATE) return found
    return handler.fetchAndCachePut(request)
  }
}

/** The same for what another handler answers from a cache. */
export function pageInTime(handler: RouteHandlerCallback): RouteHandlerCallback {
  return async (options) => {
    const handling = Promise.resolve(handler(options))
    const found = await within(handling, PAGE_MS, pageTimer)
    return found === TOO_LATE ? fetch(options.request).catch(() => handling) : found
  }
}

/** Asks the network where the cache refuses; an installation fails instead, and is tried again. */
export const elseNetwork: WorkboxPlugin = {
  handlerDidError: ({ event, request }) =>
    event.type === 'install' ? Promise.resolve(undefined) : fetch(request),
}

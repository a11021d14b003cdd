/** Answers from caches, or from the network where the browser's caches fail or do not answer. */
import { Strategy, type StrategyHandler } from 'workbox-strategies'
import type { RouteHandlerCallback, WorkboxPlugin } from 'workbox-core/types.js'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** A photo is then loaded instead, ms. */
const PHOTO_MS = 400
/** A file of Peal's is then loaded instead, ms: a slow device still reads it faster. */
const FILE_MS = 2_000
/** The same while an earlier read has not ended, ms: a page needs several files, one after the other. */
const FILE_AGAIN_MS = 100

/** Cache first, for what a page shows without waiting for long. */
export class CachedInTime extends Strategy {
  async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const matching = handler.cacheMatch(request).catch(() => undefined)
    const found = await within(matching, PHOTO_MS, pageTimer)
    if (found !== undefined && found !== TOO_LATE) return found
    return handler.fetchAndCachePut(request)
  }
}

/** Reads that took too long, and have not ended. */
let late = 0

/** The same for a file that another handler answers from a cache. */
export function fileInTime(handler: RouteHandlerCallback): RouteHandlerCallback {
  return async (options) => {
    const handling = Promise.resolve(handler(options))
    const found = await within(handling, late > 0 ? FILE_AGAIN_MS : FILE_MS, pageTimer)
    if (found !== TOO_LATE) return found
    late += 1
    const ended = () => void (late -= 1)
    handling.then(ended, ended)
    return Promise.any([handling, fetch(options.request)])
  }
}

/** Asks the network where the cache refuses; an installation fails instead, and is tried again. */
export const elseNetwork: WorkboxPlugin = {
  handlerDidError: ({ event, request }) =>
    event.type === 'install' ? Promise.resolve(undefined) : fetch(request),
}

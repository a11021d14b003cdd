/**
 * Caches responses for one member: under the member's id, with the time of the response, and only if
 * nobody else signed in while it was under way.
 */
import * as v from 'valibot'
import type { WorkboxPlugin } from 'workbox-core/types.js'
import { CACHED_AT_HEADER } from '../platform/installed/member-data.ts'
import { signInEffect } from './addresses.ts'
import type { Owner } from './owner.ts'

/** The parameter that carries the member in a cache's key; never sent to the server. */
const OWNER_PARAMETER = 'peal-owner'
/** A key that no cached response has. */
const NOBODY = '-'

/** Gateways answer so when the server behind them is away; the API itself answers in JSON. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504]

/** The part of a session that is read. */
const withMember = v.object({ member: v.object({ id: v.string() }) })

/** Whether a proxy answered in place of a server that is down, which counts as no network. */
export function isServerAway(response: Response): boolean {
  const type = response.headers.get('content-type') ?? ''
  return GATEWAY_STATUSES.includes(response.status) && !type.includes('json')
}

/** The same response with the time at which the network gave it. */
function stamped(response: Response, now: number): Response {
  const headers = new Headers(response.headers)
  headers.set(CACHED_AT_HEADER, String(now))
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  })
}

/** The cache key of this member's response. */
export function ownedKey(address: string, memberId: string | null): string {
  const url = new URL(address)
  url.searchParams.set(OWNER_PARAMETER, memberId ?? NOBODY)
  return url.href
}

/** Workbox plugin for a cache of at most `most` responses; the oldest are removed first. */
export function memberPlugin(deps: {
  owner: Owner
  caches: Pick<CacheStorage, 'open'>
  most: number
  now(): number
}): WorkboxPlugin {
  const { owner } = deps
  return {
    handlerWillStart: ({ state }) => {
      if (state) state['epoch'] = owner.epoch
      return Promise.resolve()
    },
    cacheKeyWillBeUsed: async ({ request }) => ownedKey(request.url, await owner.current()),
    fetchDidSucceed: async ({ request, response, state }) => {
      if (isServerAway(response)) throw new Error(`the server is away: ${response.status}`)
      if (response.status === 401) await owner.leaves()
      const path = new URL(request.url).pathname
      if (path === '/api/session' && response.ok) {
        const memberId = await memberOf(response.clone())
        if (memberId !== null) await owner.becomes(memberId)
        if (state) state['epoch'] = owner.epoch
      }
      return response
    },
    cacheWillUpdate: async ({ response, state }) => {
      if (response.status !== 200 || (await owner.current()) === null) return null
      return state?.['epoch'] === owner.epoch ? stamped(response, deps.now()) : null
    },
    cacheDidUpdate: async ({ cacheName }) => {
      const cache = await deps.caches.open(cacheName)
      const keys = await cache.keys()
      const surplus = keys.slice(0, Math.max(0, keys.length - deps.most))
      await Promise.all(surplus.map((key) => cache.delete(key)))
    },
  }
}

/** The member's id in a response that holds a session; null when it has another shape. */
async function memberOf(response: Response): Promise<string | null> {
  const parsed = v.safeParse(withMember, await response.json().catch(() => null))
  return parsed.success ? parsed.output.member.id : null
}

/** Tells the owner of a sign-in, sign-out or join that succeeded. */
export async function followSignIn(
  owner: Owner,
  address: string,
  response: Response,
): Promise<void> {
  const effect = signInEffect(new URL(address).pathname)
  if (!response.ok || effect === null) return
  if (effect === 'out') return owner.leaves()
  const memberId = await memberOf(response)
  if (memberId !== null) await owner.becomes(memberId)
}

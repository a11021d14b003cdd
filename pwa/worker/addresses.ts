/** Which addresses the worker looks after, and which it leaves to the server. */

/** Navigations that the cached shell never answers; a sign-in page must be the newest, too. */
export const NEVER_FROM_SHELL: readonly RegExp[] = [
  /^\/api(\/|$|\?)/,
  /^\/signal(\/|$|\?)/,
  /^\/join(\/|$|\?)/,
  /^\/sign-in(\/|$|\?)/,
  /^\/healthz($|\?)/,
  /^\/metrics($|\?)/,
  /^\/embed(-example)?\.(js|html|css)($|\?)/,
]

/** What is named by its content, and never changes; a URL pattern. */
export const HASHED = '/assets/*'

/** Call windows, whose shell is their own. */
export const OF_CALL_SHELL = /^\/call\//

const READ_OFFLINE =
  /^\/api\/(session|connectors|home|search|contacts|contacts\/[a-z0-9._-]+|calls|missed)$/
const PHOTO = /^\/api\/photos\//
const SIGNS_IN = /^\/api\/(sign-in\/(password|link)|join)$/

/** The API answers under this path can be read offline. */
export function isReadOffline(path: string): boolean {
  return READ_OFFLINE.test(path)
}

/** The path of somebody's photo; its version is part of it. */
export function isPhoto(path: string): boolean {
  return PHOTO.test(path)
}

/** What a request does to who is signed in, if it succeeds. */
export function signInEffect(path: string): 'in' | 'out' | null {
  if (path === '/api/sign-out') return 'out'
  return SIGNS_IN.test(path) ? 'in' : null
}

/** Which addresses the worker handles, and which it leaves to the server. */

/** Navigations that the cached shell never answers; the sign-in page must be up to date, too. */
export const NEVER_FROM_SHELL: readonly RegExp[] = [
  /^\/api(\/|$|\?)/,
  /^\/signal(\/|$|\?)/,
  /^\/join(\/|$|\?)/,
  /^\/sign-in(\/|$|\?)/,
  /^\/(healthz|readyz)($|\?)/,
  /^\/metrics($|\?)/,
  /^\/embed(-example)?\.(js|html|css)($|\?)/,
]

/** URL pattern of files whose names are hashes of their content. */
export const HASHED = '/assets/*'

/** Call windows, which have a shell of their own. */
export const OF_CALL_SHELL = /^\/call\//

const READ_OFFLINE =
  /^\/api\/(session|connectors|home|search|contacts|contacts\/[a-z0-9._-]+|calls|missed)$/
const PHOTO = /^\/api\/photos\//
const SIGNS_IN = /^\/api\/(sign-in\/(password|link)|join)$/

/** Whether the API's responses under this path can be read offline. */
export function isReadOffline(path: string): boolean {
  return READ_OFFLINE.test(path)
}

/** Whether this is the path of a photo, which includes the photo's version. */
export function isPhoto(path: string): boolean {
  return PHOTO.test(path)
}

/** Whether a successful request to this path signs somebody in or out. */
export function signInEffect(path: string): 'in' | 'out' | null {
  if (path === '/api/sign-out') return 'out'
  return SIGNS_IN.test(path) ? 'in' : null
}

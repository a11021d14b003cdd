/** The session's cookie. On https its `__Host-` prefix keeps other hosts and paths from setting it. */

/** The cookie's name for a server of this origin. */
function cookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-peal' : 'peal'
}

function attributes(origin: string, maxAgeSeconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** The `Set-Cookie` that signs a browser in, for `maxAgeMs`. */
export function sessionCookie(origin: string, secret: string, maxAgeMs: number): string {
  return `${cookieName(origin)}=${secret}${attributes(origin, Math.floor(maxAgeMs / 1_000))}`
}

/** The `Set-Cookie` that ends it. */
export function clearedCookie(origin: string): string {
  return `${cookieName(origin)}=${attributes(origin, 0)}`
}

/** The session's secret in a `Cookie` header, or null. */
export function secretInCookie(header: string | undefined, origin: string): string | null {
  if (header === undefined) return null
  const name = cookieName(origin)
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null
  }
  return null
}

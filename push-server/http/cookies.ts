/** The session's cookie. On https its `__Host-` prefix keeps other hosts and paths from setting it. */
import { parse, serialize } from 'hono/utils/cookie'

/** The cookie's name for a server with this origin. */
function cookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-peal' : 'peal'
}

/** The `Set-Cookie` that signs a browser in, for `maxAgeMs`; with '' and 0 it signs it out. */
export function sessionCookie(origin: string, secret: string, maxAgeMs: number): string {
  return serialize(cookieName(origin), secret, {
    maxAge: maxAgeMs / 1_000,
    path: '/',
    httpOnly: true,
    secure: origin.startsWith('https:'),
    sameSite: 'Lax',
  })
}

/** The session's secret in a `Cookie` header; null: there is none. */
export function secretInCookie(header: string | undefined, origin: string): string | null {
  const name = cookieName(origin)
  return parse(header ?? '', name)[name] || null
}

/**
 * The cookies: the session's, and one by which a browser is known after a sign-out. On https their `__Host-`
 * prefix keeps other hosts and paths from setting them.
 */
import { parse, serialize } from 'hono/utils/cookie'

/** How long a browser stays known after its last sign-in. */
const KEEPSAKE_MS = 365 * 86_400_000

/** A cookie's name for a server with this origin. */
function nameFor(origin: string, name: 'peal' | 'peal-known'): string {
  return origin.startsWith('https:') ? `__Host-${name}` : name
}

/** The name of the cookie that holds the session. */
export function sessionCookieName(origin: string): string {
  return nameFor(origin, 'peal')
}

function make(origin: string, name: 'peal' | 'peal-known', value: string, maxAgeMs: number) {
  return serialize(nameFor(origin, name), value, {
    maxAge: maxAgeMs / 1_000,
    path: '/',
    httpOnly: true,
    secure: origin.startsWith('https:'),
    sameSite: 'Lax',
  })
}

function read(header: string | undefined, origin: string, name: 'peal' | 'peal-known') {
  const full = nameFor(origin, name)
  return parse(header ?? '', full)[full] || null
}

/** The `Set-Cookie` that signs a browser in, for `maxAgeMs`; with '' and 0 it signs it out. */
export function sessionCookie(origin: string, secret: string, maxAgeMs: number): string {
  return make(origin, 'peal', secret, maxAgeMs)
}

/** The session's secret in a `Cookie` header; null: there is none. */
export function secretInCookie(header: string | undefined, origin: string): string | null {
  return read(header, origin, 'peal')
}

/** The `Set-Cookie` by which a browser is known after a sign-out. */
export function keepsakeCookie(origin: string, value: string): string {
  return make(origin, 'peal-known', value, KEEPSAKE_MS)
}

/** What a browser is known by; null: nothing. */
export function keepsakeInCookie(header: string | undefined, origin: string): string | null {
  return read(header, origin, 'peal-known')
}

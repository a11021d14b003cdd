/**
 * The cookies: the session's, one by which a browser is known after a sign-out, and the language of its pages. On https
 * their `__Host-` prefix keeps other hosts and paths from setting them.
 */
import * as v from 'valibot'
import { parse, serialize } from 'hono/utils/cookie'
import { languageTag, type LanguageTag } from '../../protocol/languages.ts'

/** How long a browser stays known after its last sign-in. */
const KEEPSAKE_MS = 365 * 86_400_000
/** How long a browser keeps the language of its pages. */
const LANGUAGE_MS = 365 * 86_400_000

type CookieName = 'peal' | 'peal-known' | 'peal-language'

/** A cookie's name for a server with this origin. */
function nameFor(origin: string, name: CookieName): string {
  return origin.startsWith('https:') ? `__Host-${name}` : name
}

/** The name of the cookie that holds the session. */
export function sessionCookieName(origin: string): string {
  return nameFor(origin, 'peal')
}

function make(origin: string, name: CookieName, value: string, maxAgeMs: number) {
  return serialize(nameFor(origin, name), value, {
    maxAge: maxAgeMs / 1_000,
    path: '/',
    httpOnly: true,
    secure: origin.startsWith('https:'),
    sameSite: 'Lax',
  })
}

function read(header: string | undefined, origin: string, name: CookieName) {
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

/** The `Set-Cookie` that has pages of this browser in a language; null: as the browser asks. */
export function languageCookie(origin: string, language: string | null): string {
  return make(origin, 'peal-language', language ?? '', language === null ? 0 : LANGUAGE_MS)
}

/** The language that pages of this browser are to be in; null: as the browser asks. */
export function languageInCookie(header: string | undefined, origin: string): LanguageTag | null {
  const kept = v.safeParse(languageTag, read(header, origin, 'peal-language'))
  return kept.success ? kept.output : null
}

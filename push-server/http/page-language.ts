/** Which language a browser's pages are in: the one that its member chose, or one that the browser asks for. */
import { parseAccept } from 'hono/utils/accept'
import type { Self } from '../../protocol/people.ts'
import { languageFor, type LanguageTag } from '../../protocol/languages.ts'
import { languageCookie, languageInCookie } from './cookies.ts'

/** @param acceptLanguage the header of this name (RFC 9110, section 12.5.4) */
function askedFor(acceptLanguage: string | undefined): LanguageTag {
  const wanted = parseAccept(acceptLanguage ?? '').filter(({ q }) => q > 0)
  return languageFor(wanted.map(({ type }) => type))
}

/** For a request whose member is not known. */
export function pageLanguage(
  header: (name: 'accept-language' | 'cookie') => string | undefined,
  origin: string,
): LanguageTag {
  return languageInCookie(header('cookie'), origin) ?? askedFor(header('accept-language'))
}

/** For pages of this member. */
export function memberLanguage(
  { language }: Pick<Self, 'language'>,
  acceptLanguage: string | undefined,
): string {
  return language ?? askedFor(acceptLanguage)
}

/** Each `Set-Cookie` that is needed for a browser to keep what its member chose. */
export function languageCookies(
  { language }: Pick<Self, 'language'>,
  origin: string,
  cookieHeader: string | undefined,
): readonly string[] {
  const kept = languageInCookie(cookieHeader, origin)
  return kept === language ? [] : [languageCookie(origin, language)]
}

import { isApplePhone, type NavigatorLike } from './device-kind.ts'

/** Browsers whose permission settings need separate explanations. */
export type BrowserFamily = 'chromium' | 'firefox' | 'safari' | 'other'

/** What this browser is called, to explain where its settings are; never to decide what it can. */
export interface BrowserName {
  readonly family: BrowserFamily
  /** The name that its user knows; null where it cannot be told. */
  readonly name: string | null
}

const NAMES: readonly (readonly [RegExp, BrowserFamily, string])[] = [
  [/\bEdg\//, 'chromium', 'Edge'],
  [/\bOPR\//, 'chromium', 'Opera'],
  [/\bFirefox\//, 'firefox', 'Firefox'],
  [/\bChromium\//, 'chromium', 'Chromium'],
  [/\bChrome\//, 'chromium', 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'safari', 'Safari'],
]

/** A navigator with client hints, in the browsers that have them. */
export interface NamedNavigator {
  readonly userAgent: string
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] }
}

/** What the browser that this runs in is called. */
export function thisBrowser(page: NamedNavigator = navigator): BrowserName {
  return browserName(page.userAgent, page.userAgentData?.brands)
}

/** The systems whose privacy settings need separate explanations. */
export type SystemName = 'mac' | 'windows' | 'other'

export function systemName(userAgent: string): SystemName {
  if (userAgent.includes('Mac OS X')) return 'mac'
  return userAgent.includes('Windows') ? 'windows' : 'other'
}

/** Reads the name from the user agent and, where there are, the client hints' brands. */
export function browserName(
  userAgent: string,
  brands: readonly { readonly brand: string }[] = [],
): BrowserName {
  // Chromium itself says "Chrome" in its user agent; only the brands tell the two apart.
  if (
    brands.some(({ brand }) => brand === 'Chromium') &&
    !brands.some(({ brand }) => /Google Chrome|Edge|Opera|Brave|Vivaldi/.test(brand))
  ) {
    return { family: 'chromium', name: 'Chromium' }
  }
  for (const [pattern, family, name] of NAMES) {
    if (pattern.test(userAgent)) return { family, name }
  }
  return { family: 'other', name: null }
}

/** Systems whose notification settings need separate explanations. */
export type SystemFamily = 'windows' | 'mac' | 'linux' | 'chromeos' | 'android' | 'ios' | 'other'

/** Which system this is, to explain where its settings are; never to decide what it can do. */
export function systemFamily(navigator: NavigatorLike): SystemFamily {
  const { userAgent } = navigator
  if (isApplePhone(navigator)) return 'ios'
  if (userAgent.includes('Macintosh')) return 'mac'
  if (userAgent.includes('Android')) return 'android'
  if (userAgent.includes('Windows')) return 'windows'
  if (userAgent.includes('CrOS')) return 'chromeos'
  return /Linux|X11/.test(userAgent) ? 'linux' : 'other'
}

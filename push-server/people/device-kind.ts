/**
 * The kind and the name of the device that sends a request. The stricter of headers and page wins, so
 * that no page can pass a phone off as a desktop.
 */
import type { ClientInfo } from '../../protocol/sign-in-api.ts'
import type { DeviceKind } from '../../protocol/people.ts'

/** Reads a header of a request. */
export type Header = (name: string) => string | undefined

const MOBILE_AGENT = /Android|iPhone|iPad|iPod|Mobile|Tablet|Silk\/|Kindle/i

function mobileByHeaders(header: Header): boolean {
  const platform = header('sec-ch-ua-platform') ?? ''
  return (
    header('sec-ch-ua-mobile') === '?1' ||
    /Android|iOS/i.test(platform) ||
    MOBILE_AGENT.test(header('user-agent') ?? '')
  )
}

/** The kind of a device that signs in. `linkKind` is the sign-in link's; it can only make it mobile. */
export function deviceKindOf(
  header: Header,
  client: ClientInfo,
  linkKind: DeviceKind | null,
): DeviceKind {
  // An iPad sends the user agent of a Mac, but no Mac has a touch screen.
  const iPad = /Macintosh/.test(header('user-agent') ?? '') && client.maxTouchPoints > 1
  const mobile =
    client.kind === 'mobile' || linkKind === 'mobile' || iPad || mobileByHeaders(header)
  return mobile ? 'mobile' : 'desktop'
}

/** The first match wins: most browsers also name those they descend from. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Vivaldi\//, 'Vivaldi'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/HeadlessChrome\/|Chromium\//, 'Chromium'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

function first(table: typeof BROWSERS, agent: string): string | undefined {
  return table.find(([pattern]) => pattern.test(agent))?.[1]
}

/** A device's name, such as "Chromium on Linux"; nothing else of the user agent is stored. */
export function deviceName(header: Header, client: ClientInfo): string {
  const agent = header('user-agent') ?? ''
  const brands = header('sec-ch-ua') ?? ''
  const said = first(BROWSERS, agent)
  // Only the brand list distinguishes Chromium from Chrome.
  const browser =
    said === 'Chrome' && brands.includes('"Chromium"') && !brands.includes('"Google Chrome"')
      ? 'Chromium'
      : said
  const iPad = agent.includes('Macintosh') && client.maxTouchPoints > 1
  const system = iPad ? 'iPad' : first(SYSTEMS, agent)
  if (browser === undefined) return system === undefined ? 'A browser' : `A browser on ${system}`
  return system === undefined ? browser : `${browser} on ${system}`
}

import { describe, expect, it } from 'vitest'
import { deviceKindOf, deviceName } from '../../../push-server/people/device-kind.ts'

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1'
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0'
const FIREFOX_TABLET = 'Mozilla/5.0 (Android 15; Tablet; rv:152.0) Gecko/152.0 Firefox/152.0'
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'

const CHROMIUM_BRANDS = '"Chromium";v="140", "Not?A_Brand";v="24"'
const CHROME_BRANDS = '"Chromium";v="140", "Not?A_Brand";v="24", "Google Chrome";v="140"'

function headers(agent: string, more: Record<string, string> = {}) {
  const all: Record<string, string> = { 'user-agent': agent, ...more }
  return (name: string) => all[name]
}

const desktop = { kind: 'desktop', maxTouchPoints: 0 } as const

describe('deviceKindOf', () => {
  it.each([
    ['Chrome on Linux', CHROME, 0, {}, 'desktop'],
    ['Safari on a Mac', SAFARI, 0, {}, 'desktop'],
    ['Edge on a laptop with a touch screen', EDGE, 10, {}, 'desktop'],
    ['an iPhone', IPHONE, 5, {}, 'mobile'],
    ['an iPad, which calls itself a Macintosh', SAFARI, 5, {}, 'mobile'],
    ['Chrome on Android', PIXEL, 5, {}, 'mobile'],
    ['Firefox on a tablet', FIREFOX_TABLET, 5, {}, 'mobile'],
    ['what its hint calls mobile', CHROME, 0, { 'sec-ch-ua-mobile': '?1' }, 'mobile'],
    [
      'Android that asks for desktop pages',
      CHROME,
      5,
      { 'sec-ch-ua-platform': '"Android"' },
      'mobile',
    ],
  ])('recognises %s', (_, agent, maxTouchPoints, more, kind) => {
    const client = { kind: 'desktop', maxTouchPoints } as const
    expect(deviceKindOf(headers(agent, more), client, null)).toBe(kind)
  })

  it('lets a page or a link make a desktop mobile', () => {
    expect(deviceKindOf(headers(CHROME), { ...desktop, kind: 'mobile' }, null)).toBe('mobile')
    expect(deviceKindOf(headers(CHROME), desktop, 'mobile')).toBe('mobile')
  })

  it('lets nothing make a phone a desktop', () => {
    expect(deviceKindOf(headers(IPHONE), desktop, 'desktop')).toBe('mobile')
    expect(deviceKindOf(headers(PIXEL), desktop, 'desktop')).toBe('mobile')
  })
})

describe('deviceName', () => {
  it.each([
    [CHROME, 0, CHROMIUM_BRANDS, 'Chromium on Linux'],
    [CHROME, 0, CHROME_BRANDS, 'Chrome on Linux'],
    [CHROME, 0, '', 'Chrome on Linux'],
    [FIREFOX, 0, '', 'Firefox on Linux'],
    [EDGE, 0, '', 'Edge on Windows'],
    [SAFARI, 0, '', 'Safari on macOS'],
    [SAFARI, 5, '', 'Safari on iPad'],
    [IPHONE, 5, '', 'Safari on iPhone'],
    [PIXEL, 5, '', 'Chrome on Android'],
    ['curl/8.5', 0, '', 'A browser'],
  ])('names the device of %s', (agent, maxTouchPoints, brands, name) => {
    const client = { kind: 'desktop', maxTouchPoints } as const
    expect(deviceName(headers(agent, { 'sec-ch-ua': brands }), client)).toBe(name)
  })
})

/** The headers of every response: what a page of Peal may load, use and be embedded in. */
import type { MiddlewareHandler } from 'hono'

const HSTS_SECONDS = 31_536_000

const SELF_FEATURES = [
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'microphone',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'speaker-selection',
]
const NO_FEATURES = [
  'accelerometer',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

function contentSecurityPolicy(origin: string): string {
  // Older engines do not count ws: of the same host as 'self'.
  const sockets = origin.replace(/^http/, 'ws')
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    // Attributes alone: a style element or sheet from elsewhere stays forbidden.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self' ${sockets}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** The headers for a server of this origin. */
export function securityHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(origin),
    'Permissions-Policy': [
      ...SELF_FEATURES.map((feature) => `${feature}=(self)`),
      ...NO_FEATURES.map((feature) => `${feature}=()`),
    ].join(', '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Not no-referrer: it would make the Origin of a page's leave-beacon `null`.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(origin.startsWith('https:')
      ? { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` }
      : {}),
  }
}

/** Puts the headers on every response, errors included. */
export function withSecurityHeaders(origin: string): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(origin))
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) {
      // A response may be stricter than the house (a photo's own policy), never without one.
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('Cache-Control')) {
      c.res.headers.set('Cache-Control', 'no-store')
    }
  }
}

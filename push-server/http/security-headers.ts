/** The security headers of every response: what pages may load and use, and who may embed them. */
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

/** @param scripts sources of inline scripts that a document may run: `'sha256-…'` */
export function contentSecurityPolicy(origin: string, scripts: readonly string[] = []): string {
  // In older browsers 'self' does not include ws: on the same host.
  const sockets = origin.replace(/^http/, 'ws')
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(' '),
    "style-src 'self'",
    // Only style attributes: inline and foreign style sheets stay forbidden.
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
    // Not no-referrer: it would make the Origin `null` in the beacon of a page that is left.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // It would hold for all ports of the host, where other services may be reached by http alone.
    ...(origin.startsWith('https:') && new URL(origin).port === ''
      ? { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` }
      : {}),
  }
}

/** Sets the headers on every response, errors included. */
export function withSecurityHeaders(origin: string): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(origin))
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) {
      // A response may have a stricter value of its own, such as the policy of a photo.
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('Cache-Control')) {
      c.res.headers.set('Cache-Control', 'no-store')
    }
  }
}

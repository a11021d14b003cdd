/**
 * The push services that browsers use: their hosts, what they need beyond the standards, and what their
 * answers mean (RFC 8030, RFC 8292, and each service's documentation).
 */
/** Names for logs and metrics, since an endpoint itself is a secret. */
export type ServiceName = 'google' | 'mozilla' | 'apple' | 'windows' | 'other'

/** What became of one request. */
export type PushOutcome =
  /** The service has taken it. */
  | 'accepted'
  /** The subscription has ended: it is removed. */
  | 'gone'
  /** It is worth a retry. */
  | 'later'
  /** Our key or contact is wrong, for that service or for this subscription: see `push-reports.ts`. */
  | 'unauthorized'
  /** A retry would not help. */
  | 'rejected'

/** One push service. */
export interface PushService {
  readonly name: ServiceName
  /** The endpoint's host. */
  readonly hosts: RegExp
  readonly headers?: Readonly<Record<string, string>>
  /** Statuses that mean something else here than in `STATUS`. */
  readonly statuses?: Readonly<Record<number, PushOutcome>>
}

const SERVICES: readonly PushService[] = [
  {
    name: 'google',
    // The second host is for Chromium builds without Google's branding.
    hosts: /^(?:fcm\.googleapis\.com|jmt17\.google\.com)$/,
  },
  {
    name: 'mozilla',
    hosts: /^updates\.push\.services\.mozilla\.com$/,
  },
  {
    name: 'apple',
    hosts: /^(?:[a-z0-9-]+\.)?push\.apple\.com$/,
    // The body says `VapidPkHashMismatch` or the like: the key is wrong.
    statuses: { 400: 'unauthorized' },
  },
  {
    name: 'windows',
    hosts: /^(?:[a-z0-9-]+\.)+notify\.windows\.com$/,
    // Without this header a message is dropped while the device is offline.
    headers: { 'X-WNS-Cache-Policy': 'cache' },
    // Too many requests.
    statuses: { 406: 'later' },
  },
]

/** A service that an administrator added. */
const OTHER: PushService = { name: 'other', hosts: /^$/ }

/** The service of this host; null: not one that browsers use. */
export function knownService(host: string): PushService | null {
  return SERVICES.find(({ hosts }) => hosts.test(host)) ?? null
}

/** The service of an endpoint that was admitted. */
export function serviceOf(endpoint: URL): PushService {
  return knownService(endpoint.hostname) ?? OTHER
}

const STATUS: Readonly<Record<number, PushOutcome>> = {
  // The message or its headers are wrong.
  400: 'rejected',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'gone',
  408: 'later',
  410: 'gone',
  413: 'rejected',
  425: 'later',
  429: 'later',
}

/** Faults that a retry would not fix. */
const PERMANENT_FAULTS: readonly string[] = ['EADDRNOTPUBLIC', 'EHOSTNOTLISTED']

type Answer =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly code: string }

/** What an answer of this service means. Redirects are not followed: they count as `rejected`. */
export function outcomeOf(service: PushService, answer: Answer): PushOutcome {
  if (!answer.ok) return PERMANENT_FAULTS.includes(answer.code) ? 'rejected' : 'later'
  const { status } = answer
  if (status >= 200 && status < 300) return 'accepted'
  if (status >= 500) return 'later'
  return service.statuses?.[status] ?? STATUS[status] ?? 'rejected'
}

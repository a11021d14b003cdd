/**
 * The push services that browsers use: how they are known, what they want beside the standards, and
 * what their answers mean (RFC 8030, RFC 8292, and each service's own documentation).
 */

/** Names in logs and metrics: an endpoint itself is a secret. */
export type ServiceName = 'google' | 'mozilla' | 'apple' | 'windows' | 'other'

/** What became of one request. */
export type PushOutcome =
  /** The service has it. */
  | 'accepted'
  /** The subscription is over: it is removed, and nothing is sent to it again. */
  | 'gone'
  /** It may be taken later. */
  | 'later'
  /** Our key or contact is wrong for that service, or for this subscription: `refusing-services.ts`. */
  | 'unauthorized'
  /** This message will never be taken. */
  | 'rejected'

interface PushService {
  readonly name: ServiceName
  /** The endpoint's host. */
  readonly hosts: RegExp
  readonly headers: Readonly<Record<string, string>>
  /** Answers that mean something else here than in `STATUS`. */
  readonly statuses: Readonly<Record<number, PushOutcome>>
}

const SERVICES: readonly PushService[] = [
  {
    name: 'google',
    // The second is where Chromium's unbranded builds subscribe.
    hosts: /^(?:fcm\.googleapis\.com|jmt17\.google\.com)$/,
    headers: {},
    statuses: {},
  },
  {
    name: 'mozilla',
    hosts: /^updates\.push\.services\.mozilla\.com$/,
    headers: {},
    statuses: {},
  },
  {
    name: 'apple',
    hosts: /^(?:[a-z0-9-]+\.)?push\.apple\.com$/,
    headers: {},
    // `VapidPkHashMismatch` and the like: the body says so, the key is to blame.
    statuses: { 400: 'unauthorized' },
  },
  {
    name: 'windows',
    hosts: /^(?:[a-z0-9-]+\.)+notify\.windows\.com$/,
    // Without it a message is dropped while the device is away.
    headers: { 'X-WNS-Cache-Policy': 'cache' },
    // Too many at once.
    statuses: { 406: 'later' },
  },
]

/** A service that an administrator added. */
const OTHER: PushService = { name: 'other', hosts: /^$/, headers: {}, statuses: {} }

/** The service of this host; null: none that Peal knows. */
export function knownService(host: string): PushService | null {
  return SERVICES.find(({ hosts }) => hosts.test(host)) ?? null
}

/** The service behind an endpoint that was let in. */
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

/** What an answer of this service means. A redirect is none that is followed. */
export function outcomeOf(service: PushService, status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'accepted'
  if (status >= 500) return 'later'
  return service.statuses[status] ?? STATUS[status] ?? 'rejected'
}

/** Reads the settings from the environment and reports the first wrong one, before anything is created. */
import { isIP } from 'node:net'
import { relative, resolve } from 'node:path'
import * as v from 'valibot'
import { ICE_URL, RING_SECONDS, TURN_SECRET_MIN } from '../protocol/installation-settings.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
/** The least severe level that is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/** The checked settings; docs/deploying.md describes each. */
export type Settings = Readonly<ReturnType<typeof settingsOf>>

/** The settings, or one line for people about the first wrong one. */
type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problem: string }

const DAY_MS = 86_400_000
/** `sun_path` of a Unix socket: the lowest limit of Node's systems (macOS: 104 with the final NUL). */
const SOCKET_PATH_MAX_BYTES = 103
const SOCKET_NAME = 'peal.sock'

/** The address that browsers use: PEAL_ORIGIN, or this machine at the port of the server. */
export function originOf(settings: Settings, port = settings.port): string {
  return settings.origin ?? `http://localhost:${port}`
}

/** The path of the admin socket: relative where that is shorter, since the system limits its length. */
export function socketPath(dataFolder: string, cwd = process.cwd()): string {
  const absolute = resolve(dataFolder, SOCKET_NAME)
  const near = relative(cwd, absolute)
  return near.length < absolute.length ? near : absolute
}

const text = v.pipe(v.string(), v.trim())

function integer(min: number, max: number) {
  const right = `a whole number from ${min} to ${max}`
  return v.pipe(
    text,
    v.regex(/^\d{1,9}$/, right),
    v.transform(Number),
    v.minValue(min, right),
    v.maxValue(max, right),
  )
}

function url(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null
}

function bareOrigin(value: string, protocols: readonly string[]): string | null {
  const parsed = url(value)
  if (parsed === null || !protocols.includes(parsed.protocol)) return null
  const bare = parsed.username === '' && parsed.password === '' && parsed.pathname === '/'
  return bare && parsed.search === '' && parsed.hash === '' ? parsed.origin : null
}

function cidr(value: string): string | null {
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return null
  if (bits === undefined) return value
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128) ? value : null
}

/** A value as `read` makes it; `right` completes the sentence "it must be …". */
function one<T>(read: (value: string) => T | null, right: string) {
  return v.pipe(
    text,
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value)
      if (value !== null) return value
      addIssue({ message: right })
      return NEVER
    }),
  )
}

/** Values separated by commas or spaces. */
function list(item: (value: string) => string | null, right: string) {
  return v.pipe(
    text,
    v.rawTransform<string, string[]>(({ dataset, addIssue, NEVER }) => {
      const parts = dataset.value.split(/[\s,]+/).filter((each) => each !== '')
      const wrong = parts.find((part) => item(part) === null)
      if (wrong === undefined) return parts.flatMap((part) => item(part) ?? [])
      addIssue({ message: `${right}; "${wrong}" is not` })
      return NEVER
    }),
  )
}

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?'
/** Labels between dots, as `URL` writes them: in lower case, other alphabets in their `xn--` form. */
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`)
const HOST_NAME_MAX = 253

/** A host that can be connected to: no star, quotes or commas, no trailing dot, which browsers take for another one. */
function isHost({ hostname, port }: URL): boolean {
  if (port === '0') return false
  if (hostname.startsWith('[')) return true
  return hostname.length <= HOST_NAME_MAX && HOST_NAME.test(hostname)
}

/** Addresses at which servers listen, but which nobody can open. */
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '[::]'])

function plainOrigin(value: string, protocols: readonly string[]): string | null {
  const origin = bareOrigin(value, protocols)
  if (origin === null) return null
  const whole = new URL(origin)
  return isHost(whole) && !UNSPECIFIED.has(whole.hostname) ? origin : null
}

function contact(value: string): string | null {
  const [, host] = /^mailto:[^\s@<>,;"']+@([^\s@<>]+\.[^\s@<>]+)$/i.exec(value) ?? []
  const whole = host === undefined ? url(value) : url(`https://${host}`)
  const isHttps = whole?.protocol === 'https:' && isHost(whole)
  return isHttps && (host === undefined || whole.pathname === '/') ? value : null
}

/** Null: not percent-encoded. The result has to be used, since the bundler takes out a call whose result is not. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Without a scheme it is taken for http, as other programs take it. */
function proxy(value: string): string | null {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`
  const parsed = url(whole)
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || !isHost(parsed)) return null
  // What follows the host is no proxy's: "http:/proxy" is taken for a host "http".
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') return null
  return decoded(parsed.username) !== null && decoded(parsed.password) !== null ? whole : null
}

/** PostgreSQL's addresses may lack a host, where a Unix socket is named behind the question mark. */
function databaseUrl(value: string): string | null {
  const parsed = url(value.replace('@/', '@localhost/'))
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) return null
  const { username, password, pathname } = parsed
  return pathname.length > 1 &&
    [username, password, pathname].every((part) => decoded(part) !== null)
    ? value
    : null
}

const DATABASE_RIGHT =
  'a postgresql:// address with a database, its user and password percent-encoded, like postgresql://peal:secret@db.example.org/peal'
const ORIGIN_RIGHT =
  'an http:// or https:// origin that browsers can open, without a path, a star or a trailing dot, like https://peal.example.org'
const PUSH_RIGHT =
  'https:// origins without a path or a star, separated by commas, like https://push.example.org'
const PROXY_RIGHT =
  'an http:// or https:// address without quotes or a path, its user and password percent-encoded, like http://proxy.example.org:3128'
const CIDR_RIGHT = 'addresses or CIDR ranges, separated by commas, like 10.0.0.0/8, fd00::/8'

/** The schema of each variable, whose messages say what is right, and its default. */
const VARIABLES = {
  PEAL_ORIGIN: v.optional(one((value) => plainOrigin(value, ['http:', 'https:']), ORIGIN_RIGHT)),
  PEAL_DATA: v.optional(
    v.pipe(
      text,
      v.regex(/^[^\0]+$/, 'a folder'),
      v.check(
        (folder) => Buffer.byteLength(socketPath(folder)) <= SOCKET_PATH_MAX_BYTES,
        `a folder whose path leaves room for its socket: ${SOCKET_PATH_MAX_BYTES} bytes with /${SOCKET_NAME}`,
      ),
    ),
    './data',
  ),
  DATABASE_URL: v.optional(one(databaseUrl, DATABASE_RIGHT)),
  PORT: v.optional(integer(0, 65_535), '3000'),
  HOST: v.optional(
    v.pipe(text, v.regex(/^[A-Za-z0-9.:_-]+$/, 'a host name or an address')),
    '127.0.0.1',
  ),
  PEAL_TRUSTED_PROXY: v.optional(list(cidr, CIDR_RIGHT), ''),
  PEAL_CONTACT: v.optional(
    one(contact, 'a mailto: or https: address, like mailto:admin@example.org'),
  ),
  PEAL_STUN_PORT: v.optional(integer(0, 65_535), '3478'),
  PEAL_STUN_URLS: v.optional(
    list(
      (value) => (ICE_URL.stun.test(value) ? value : null),
      'stun: addresses, separated by commas, like stun:stun.example.org:3478',
    ),
    '',
  ),
  PEAL_TURN_URLS: v.optional(
    list(
      (value) => (ICE_URL.turn.test(value) ? value : null),
      'turn: or turns: addresses, separated by commas, like turn:turn.example.org:3478?transport=udp',
    ),
    '',
  ),
  PEAL_TURN_SECRET: v.optional(
    v.pipe(
      text,
      v.minLength(
        TURN_SECRET_MIN,
        `coturn's static-auth-secret, of at least ${TURN_SECRET_MIN} characters`,
      ),
    ),
  ),
  PEAL_PUSH_HOSTS: v.optional(
    list((value) => plainOrigin(value, ['https:']), PUSH_RIGHT),
    '',
  ),
  PEAL_RING_SECONDS: v.optional(
    integer(RING_SECONDS.min, RING_SECONDS.max),
    String(RING_SECONDS.default),
  ),
  PEAL_HISTORY_DAYS: v.optional(integer(1, 36_500), '365'),
  PEAL_METRICS_TOKEN: v.optional(
    v.pipe(text, v.regex(/^[\x21-\x7e]{16,}$/, 'at least 16 printable characters without spaces')),
  ),
  HTTPS_PROXY: v.optional(one(proxy, PROXY_RIGHT)),
  LOG_LEVEL: v.optional(
    v.pipe(text, v.picklist(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`)),
    'info',
  ),
}

const variables = v.object(VARIABLES)

/** `given`: the variables that are set, as opposed to those with their default. */
function settingsOf(read: v.InferOutput<typeof variables>, given: ReadonlySet<string>) {
  return {
    /** The address that browsers use, without a trailing slash; null: `http://localhost:` and the port. */
    origin: read.PEAL_ORIGIN ?? null,
    dataFolder: resolve(read.PEAL_DATA),
    /** Address of a PostgreSQL database, with its password; null: the rows are in a file of the data folder. */
    databaseUrl: read.DATABASE_URL ?? null,
    /** 0: any free one. */
    port: read.PORT,
    host: read.HOST,
    /** Addresses and CIDR ranges of proxies whose X-Forwarded-For is trusted. */
    trustedProxies: read.PEAL_TRUSTED_PROXY,
    /** VAPID subject (RFC 8292, section 2.1); null: none. */
    contact: read.PEAL_CONTACT ?? null,
    /** UDP port of the embedded STUN responder; 0: off. */
    stunPort: read.PEAL_STUN_PORT,
    stunUrls: read.PEAL_STUN_URLS,
    turnUrls: read.PEAL_TURN_URLS,
    /** coturn's `static-auth-secret`; null: no TURN. */
    turnSecret: read.PEAL_TURN_SECRET ?? null,
    /** Origins of further push services. */
    pushHosts: read.PEAL_PUSH_HOSTS,
    ringMs: read.PEAL_RING_SECONDS * 1_000,
    historyMs: read.PEAL_HISTORY_DAYS * DAY_MS,
    metricsToken: read.PEAL_METRICS_TOKEN ?? null,
    httpsProxy: read.HTTPS_PROXY ?? null,
    logLevel: read.LOG_LEVEL,
    given,
  }
}

type Name = keyof typeof VARIABLES
/** Variables that hold a secret: they are never printed, and may be named by a file. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'PEAL_TURN_SECRET',
  'PEAL_METRICS_TOKEN',
  'HTTPS_PROXY',
] as const
const SECRETS: ReadonlySet<Name> = new Set(SECRET_SETTINGS)

function wrong(name: Name, value: string, right: string): ReadSettings {
  const said = SECRETS.has(name) ? 'its value' : JSON.stringify(value)
  return { ok: false, problem: `${name}: ${said} is wrong; it must be ${right}.` }
}

/**
 * Reads the settings from the environment; empty variables count as unset. Touches no files. The
 * problem is one line for people: the variable, what is wrong and what would be right.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): ReadSettings {
  const given: Partial<Record<Name, string>> = {}
  for (const name of Object.keys(VARIABLES) as Name[]) {
    const value = env[name] ?? (name === 'HTTPS_PROXY' ? env['https_proxy'] : undefined)
    if (value !== undefined && value.trim() !== '') given[name] = value
  }
  const parsed = v.safeParse(variables, given)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const name = issue.path?.[0].key as Name
    return wrong(name, given[name] ?? '', issue.message)
  }
  const read = parsed.output
  const hasUrls = read.PEAL_TURN_URLS.length > 0
  if (hasUrls !== (read.PEAL_TURN_SECRET !== undefined)) {
    const problem = hasUrls
      ? "PEAL_TURN_SECRET: not set, but PEAL_TURN_URLS is; it must be coturn's static-auth-secret."
      : 'PEAL_TURN_URLS: not set, but PEAL_TURN_SECRET is; it must list the TURN servers.'
    return { ok: false, problem }
  }
  return { ok: true, settings: settingsOf(read, new Set(Object.keys(given))) }
}

/**
 * Makes the addresses of connectors, and checks their templates. Whatever the values are, an address has the
 * scheme and host of its template.
 */
import type { Connector, ConnectorSetting } from './connectors.ts'

/** Schemes that lead to other programs (RFC 3261, RFC 3966, Apple's FaceTime), and to the web. */
const SCHEMES = ['https', 'sip', 'sips', 'tel', 'facetime'] as const
/** The schemes of administrators' own templates. */
export const OWN_SCHEMES: readonly string[] = ['https', 'sip', 'tel']

const TEMPLATE_MAX = 500

export type TemplateProblem =
  /** Control characters, spaces, backslashes, or others that are not allowed in an address. */
  | 'characters'
  /** A scheme that is not allowed. */
  | 'scheme'
  /** No host, an invalid one, one with a user before it, or a part of it is a placeholder. */
  | 'host'
  /** An unknown placeholder, or a lone brace. */
  | 'placeholder'
  /** It lacks what its kind needs: a `room` a `{room}` or `{account}`, a `dial` an `{account}`. */
  | 'nothing-to-fill'

/** The values for an address, not encoded. */
export interface AddressValues {
  readonly account: string | null
  readonly room: string | null
  /** By the setting's name. */
  readonly settings: Readonly<Record<string, string>>
}

export type MadeAddress =
  | { readonly ok: true; readonly url: string }
  /** The placeholder whose value is missing or impossible. */
  | { readonly ok: false; readonly missing: string }

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g
/** Printable ASCII without what browsers drop, turn round or take for an end. */
const PLAIN = /^[\x21-\x7e]*$/
const HOST =
  /^(?=[^:]{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?::([0-9]{1,5}))?$/

/** Browsers treat a host that ends in a number as an IPv4 address (URL Standard). */
const NUMERIC = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/
/** The only form of one that browsers do not change. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/

/**
 * Whether this is a host, perhaps with a port. ASCII in lower case: other alphabets must be written in their
 * `xn--` form, so that look-alikes are visible.
 */
export function isHost(text: string): boolean {
  const match = HOST.exec(text)
  if (match === null) return false
  const [, port] = match
  if (port !== undefined && (Number(port) === 0 || Number(port) > 65_535)) return false
  const name = text.replace(/:.*/, '')
  return !NUMERIC.test(name) || IPV4.test(name)
}

/** Whether this is a room's name with `{call}` in it. */
export function isRoomName(text: string): boolean {
  return /^[A-Za-z0-9_-]{0,40}\{call\}[A-Za-z0-9_-]{0,40}$/.test(text)
}

interface Parts {
  readonly scheme: string
  /** What follows `https://` up to the path; empty where the scheme has none. */
  readonly authority: string
  readonly rest: string
}

function partsOf(template: string): Parts | null {
  const match = /^([a-z][a-z0-9+.-]*):(.*)$/.exec(template)
  const scheme = match?.[1]
  const after = match?.[2]
  if (scheme === undefined || after === undefined) return null
  if (scheme !== 'https') return { scheme, authority: '', rest: after }
  const web = /^\/\/([^/?#]*)(.*)$/.exec(after)
  return web === null ? null : { scheme, authority: web[1] ?? '', rest: web[2] ?? '' }
}

/**
 * What is wrong with a template; null: nothing. `settings` fill placeholders besides the known ones;
 * `schemes` are those that it may make.
 */
export function templateProblem(
  { template, kind, settings }: Pick<Connector, 'template' | 'kind' | 'settings'>,
  schemes: readonly string[] = SCHEMES,
): TemplateProblem | null {
  if (kind === 'peer') return template === null ? null : 'scheme'
  if (template === null) return 'scheme'
  if (!PLAIN.test(template) || /[\\"<>`^|]/.test(template) || template.length > TEMPLATE_MAX) {
    return 'characters'
  }
  const parts = partsOf(template)
  if (parts === null || !schemes.includes(parts.scheme)) return 'scheme'
  if (kind === 'room' && parts.scheme !== 'https') return 'scheme'
  if (hostProblem(parts, settings)) return 'host'
  // A call by another program has no room that both would be told.
  const filling = kind === 'room' ? ['account', 'digits', 'room'] : ['account', 'digits']
  const known = new Set([...filling, ...settings.map(({ name }) => name)])
  const names = [...parts.rest.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
  if (!names.every((name) => known.has(name))) return 'placeholder'
  if (/[{}]/.test(parts.rest.replace(PLACEHOLDER, ''))) return 'placeholder'
  if (settings.some(({ name, is }) => is === 'secret' && names.includes(name))) return 'placeholder'
  const filled = names.some((name) => name === 'account' || name === 'digits')
  if (kind === 'dial') return filled ? null : 'nothing-to-fill'
  return filled || names.includes('room') ? null : 'nothing-to-fill'
}

/** A host is a whole one, written out or set: never a part, nor anything that a contact typed. */
function hostProblem(
  { scheme, authority, rest }: Parts,
  settings: readonly ConnectorSetting[],
): boolean {
  if (scheme !== 'https') return rest.startsWith('/')
  if (isHost(authority)) return false
  return !settings.some(({ name, is }) => is === 'host' && authority === `{${name}}`)
}

/** Encoded so that it ends no part of an address. `@` and `+` do not, and programs want them plain. */
function encode(value: string): string | null {
  // Browsers take these for steps up and down the path.
  if (value === '.' || value === '..') return null
  try {
    return encodeURIComponent(value).replaceAll('%40', '@').replaceAll('%2B', '+')
  } catch {
    // Half of a surrogate pair.
    return null
  }
}

function valueOf(name: string, values: AddressValues): string | null {
  if (name === 'account') return values.account
  if (name === 'digits') return values.account?.replace(/[^0-9]/g, '') ?? null
  if (name === 'room') return values.room
  return values.settings[name] ?? null
}

/** The address of a call by this connector. Its template has been checked. */
export function makeAddress(
  connector: Pick<Connector, 'template' | 'kind' | 'settings'>,
  values: AddressValues,
): MadeAddress {
  const { template } = connector
  if (template === null || templateProblem(connector) !== null) {
    return { ok: false, missing: 'template' }
  }
  let missing: string | null = null
  const fill = (name: string, put: (value: string) => string | null): string => {
    const value = valueOf(name, values)
    const filled = value === null || value === '' ? null : put(value)
    missing ??= filled === null ? name : null
    return filled ?? ''
  }
  const { scheme, authority, rest } = partsOf(template) ?? { scheme: '', authority: '', rest: '' }
  const host = authority.replace(PLACEHOLDER, (_, name: string) =>
    fill(name, (value) => (isHost(value) ? value : null)),
  )
  const path = rest.replace(PLACEHOLDER, (_, name: string) => fill(name, encode))
  if (missing !== null) return { ok: false, missing }
  return { ok: true, url: `${scheme}:${scheme === 'https' ? `//${host}` : ''}${path}` }
}

/** Whether an address opens in a browser tab, rather than in another program. */
export function opensInTab(template: string | null): boolean {
  return template?.startsWith('https:') ?? false
}

/**
 * Settings that administrators change while Peal runs: the valid values, for the page's form, the server and
 * the environment variables.
 */
import * as v from 'valibot'

export const RING_SECONDS = { min: 5, max: 300, default: 45 } as const
/** Unanswered calls: from one member to another in ten minutes, and to anybody in an hour. */
export const CALL_LIMIT = { min: 1, max: 1_000, pair: 5, caller: 30 } as const
/** The minimum length of a `static-auth-secret`, in characters. */
export const TURN_SECRET_MIN = 16
const TURN_SECRET_MAX = 256
/** A page asks every server of its list, so a longer list only delays calls. */
const ICE_URLS_MAX = 20
const ICE_URL_LENGTH = 300

/** 1 to 65535. */
const PORT = '0*(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])'
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const ICE_HOST = `(?:\\[[0-9A-Fa-f:.]+\\]|${LABEL}(?:\\.${LABEL})*\\.?)(?::${PORT})?`
/**
 * Addresses of STUN and of TURN servers (RFC 7064, RFC 7065). Only those of TURN may name a transport: with one that a
 * browser does not take, it makes no connection at all, and no call gets through.
 */
export const ICE_URL = {
  stun: new RegExp(`^(?:stuns?|STUNS?):${ICE_HOST}$`),
  turn: new RegExp(`^(?:turns?|TURNS?):${ICE_HOST}(?:\\?transport=(?:udp|tcp|UDP|TCP))?$`),
} as const

const iceUrls = (form: RegExp) =>
  v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(ICE_URL_LENGTH), v.regex(form))),
    v.maxLength(ICE_URLS_MAX),
  )
const wholeNumber = (range: { readonly min: number; readonly max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(range.min), v.maxValue(range.max))
const secret = v.pipe(v.string(), v.maxLength(TURN_SECRET_MAX), v.minLength(TURN_SECRET_MIN))

/** The settings of servers. */
export const serversChange = v.object({
  /** Empty: the server's own responder is used. */
  stunUrls: v.optional(iceUrls(ICE_URL.stun)),
  turnUrls: v.optional(iceUrls(ICE_URL.turn)),
  /** coturn's `static-auth-secret`; null: none. TURN servers need one, and nothing else does. */
  turnSecret: v.optional(v.nullable(secret)),
})

/** A change of some settings; the others stay. */
export const settingsChange = v.object({
  ringSeconds: v.optional(wholeNumber(RING_SECONDS)),
  pairCalls: v.optional(wholeNumber(CALL_LIMIT)),
  callerCalls: v.optional(wholeNumber(CALL_LIMIT)),
  ...serversChange.entries,
})
export type SettingsChange = v.InferOutput<typeof settingsChange>

export const INSTALLATION_SETTINGS = v.keyof(settingsChange).options
export type SettingName = (typeof INSTALLATION_SETTINGS)[number]

/**
 * What an administrator sets while Peal runs: what is right for each value. The same for the page's
 * form, the server's answer and the environment's variables.
 */
import * as v from 'valibot'

export const RING_SECONDS = { min: 5, max: 300, default: 45 } as const
/** Unanswered calls: from one member to another within ten minutes, and to whomever within an hour. */
export const CALL_LIMIT = { min: 1, max: 1_000, pair: 5, caller: 30 } as const
/** The shortest `static-auth-secret` that is no mere word, in characters. */
export const TURN_SECRET_MIN = 16
/** A page asks every server of its list: a longer one only delays calls. */
export const ICE_URLS_MAX = 20

/** Whether this is an address of a STUN or a TURN server (RFC 7064, RFC 7065). */
export function isIceUrl(scheme: 'stun' | 'turn', value: string): boolean {
  const form =
    /^(stun|turn)s?:(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?(?:\?transport=(?:udp|tcp))?$/i
  const [, said, port] = form.exec(value) ?? []
  if (said?.toLowerCase() !== scheme) return false
  return port === undefined || (Number(port) > 0 && Number(port) < 65_536)
}

const iceUrls = (scheme: 'stun' | 'turn') =>
  v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.maxLength(300),
        v.check((url) => isIceUrl(scheme, url)),
      ),
    ),
    v.maxLength(ICE_URLS_MAX),
  )
const wholeNumber = (range: { readonly min: number; readonly max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(range.min), v.maxValue(range.max))

/** Every setting. */
export const installationSettings = v.object({
  ringSeconds: wholeNumber(RING_SECONDS),
  pairCalls: wholeNumber(CALL_LIMIT),
  callerCalls: wholeNumber(CALL_LIMIT),
  /** None: the server's own responder is used. */
  stunUrls: iceUrls('stun'),
  turnUrls: iceUrls('turn'),
  /** coturn's `static-auth-secret`; null: none. There is one exactly where there are TURN servers. */
  turnSecret: v.nullable(v.pipe(v.string(), v.minLength(TURN_SECRET_MIN), v.maxLength(256))),
})

/** A change of some of them; what is missing stays. */
export const settingsChange = v.partial(installationSettings)
export type SettingsChange = v.InferOutput<typeof settingsChange>

export const INSTALLATION_SETTINGS = [
  'ringSeconds',
  'pairCalls',
  'callerCalls',
  'stunUrls',
  'turnUrls',
  'turnSecret',
] as const satisfies readonly (keyof SettingsChange)[]
export type SettingName = (typeof INSTALLATION_SETTINGS)[number]

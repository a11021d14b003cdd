/** `Authorization` of pushes (RFC 8292, section 3): signed once for a service, and then kept a while. */
import type { VapidKeys } from './vapid-keys.ts'

/** RFC 8292 allows 24 hours; clocks differ. */
const LIFE_S = 12 * 3_600
/** A header is made anew when it has less than this left. */
const RENEW_MS = 3_600_000
/** Headers kept at once. */
export const MOST_KEPT = 64

/** Makes `Authorization` headers, and uses each for a while. */
export interface VapidHeaders {
  /** @param origin of the push service: the token's audience */
  authorization(origin: string, keys: VapidKeys): Promise<string>
}

/**
 * @param subject `mailto:` or `https:`, so that a push service can reach whoever runs this server
 * @param now ms since 1970
 */
export function createVapidHeaders(subject: string, now: () => number): VapidHeaders {
  const kept = new Map<string, { readonly header: string; readonly expiresAt: number }>()
  return {
    async authorization(origin, keys) {
      const name = `${keys.id} ${origin}`
      const known = kept.get(name)
      if (known !== undefined && known.expiresAt - now() > RENEW_MS) return known.header
      const { default: webPush } = await import('web-push')
      const expiresS = Math.floor(now() / 1_000) + LIFE_S
      const { Authorization } = webPush.getVapidHeaders(
        origin,
        subject,
        keys.publicKey,
        keys.privateKey,
        'aes128gcm',
        expiresS,
      )
      // Hosts of a service may be any number: those of longest ago go first.
      const [oldest] = kept.keys()
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      kept.set(name, { header: Authorization, expiresAt: expiresS * 1_000 })
      return Authorization
    },
  }
}

/** The subject where no contact was given: services want one, and Apple's wants a plain one. */
export function defaultSubject(origin: string): string {
  return origin.startsWith('https:') ? origin : 'mailto:peal@localhost.localdomain'
}

/** A cache of the `Authorization` headers of pushes (RFC 8292, section 3). */
import { keepNewest } from '../keep-newest.ts'
import type { VapidKeys } from './vapid-keys.ts'

/** RFC 8292 allows 24 hours; less, since clocks differ. */
const LIFE_S = 12 * 3_600
/** A header is renewed when it has less than this left. */
const RENEW_MS = 3_600_000
/** Cached at most. */
export const MOST_KEPT = 64

/** Makes `Authorization` headers, and caches them. */
export type VapidHeaders = ReturnType<typeof createVapidHeaders>

/**
 * @param subject `mailto:` or `https:`, so that a push service can reach whoever runs this server
 * @param wall the wall clock, by which push services check the expiry, ms since 1970
 */
export function createVapidHeaders(subject: string, wall: () => number) {
  const kept = new Map<string, { readonly header: string; readonly expiresAt: number }>()
  return {
    /** @param origin of the push service: the token's audience */
    async authorization(origin: string, keys: VapidKeys): Promise<string> {
      const name = `${keys.id} ${origin}`
      const known = kept.get(name)
      const leftMs = (known?.expiresAt ?? 0) - wall()
      // More than a whole life is left where the clock was set back: services refuse what expires too late.
      if (known !== undefined && leftMs > RENEW_MS && leftMs <= LIFE_S * 1_000) return known.header
      const { default: webPush } = await import('web-push')
      const expiresS = Math.floor(wall() / 1_000) + LIFE_S
      const { Authorization } = webPush.getVapidHeaders(
        origin,
        subject,
        keys.publicKey,
        keys.privateKey,
        'aes128gcm',
        expiresS,
      )
      // A service may have any number of hosts.
      keepNewest(kept, name, { header: Authorization, expiresAt: expiresS * 1_000 }, MOST_KEPT)
      return Authorization
    },
  }
}

/** The subject without a contact: services need one, and Apple's needs a plain one. */
export function defaultSubject(origin: string): string {
  return origin.startsWith('https:') ? origin : 'mailto:peal@localhost.localdomain'
}

/** Random ids and secrets, and the hash under which secrets rest. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of `bytes` random bytes (256 bits unless said), as URL-safe base64. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** An id of 128 random bits, as URL-safe base64. */
export function randomId(): string {
  return randomToken(16)
}

/** SHA-256 in hex. For values of full entropy only: passwords go through argon2. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/** Whether two secrets, or hashes of them, are the same, in a time that tells nothing of where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

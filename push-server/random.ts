/** Random ids and secrets, and the hash that is stored instead of secrets. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of `bytes` random bytes (256 bits unless said), as URL-safe base64. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** An id of 128 random bits, as URL-safe base64. */
export function randomId(): string {
  return randomToken(16)
}

/** SHA-256 in hex. Only for values of full entropy: passwords are hashed by argon2. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/** Whether two secrets or hashes are equal, in a time that does not reveal where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

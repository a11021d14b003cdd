/** Random ids and secrets, and the hash under which secrets rest. */
import { hash, randomBytes } from 'node:crypto'

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

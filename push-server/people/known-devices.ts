/**
 * Browsers in which a member has signed in before. A cookie tells them that survives the sign-out, so that nobody
 * elsewhere can lock a member out of their own browser by wrong passwords.
 */
import { createHmac, type KeyObject } from 'node:crypto'
import { keepsakeCookie, keepsakeInCookie } from '../http/cookies.ts'
import { isSameSecret, randomToken } from '../random.ts'
import { installationSecret } from '../store/installation-secret.ts'
import type { Store } from '../store/store.ts'

const SETTING = 'known-device-secret'
/** Members that one browser is known for at most, the latest first. */
const MOST_MEMBERS = 4
const NONCE_BYTES = 12
const BETWEEN_TOKENS = '~'

interface KnownDeviceDeps {
  readonly store: Store
  /** Without a trailing slash. */
  readonly origin: string
}

export type KnownDevices = ReturnType<typeof createKnownDevices>

export function createKnownDevices({ store, origin }: KnownDeviceDeps) {
  let secret: Promise<KeyObject> | undefined

  function key(): Promise<KeyObject> {
    const reading = secret ?? installationSecret(store, SETTING)
    secret = reading
    // It may have failed because nothing could be written: the next sign-in reads it again.
    reading.catch(() => {
      if (secret === reading) secret = undefined
    })
    return reading
  }

  async function proof(memberId: string, nonce: string): Promise<string> {
    const hmac = createHmac('sha256', await key())
    return hmac.update(JSON.stringify([memberId, nonce])).digest('base64url')
  }

  /** The nonce under which this browser is known for the member; null: it is not. */
  async function nonceFor(memberId: string, header: string | undefined): Promise<string | null> {
    for (const token of tokensIn(header)) {
      const [nonce = '', given = ''] = token.split('.')
      if (isSameSecret(given, await proof(memberId, nonce))) return nonce
    }
    return null
  }

  const tokensIn = (header: string | undefined) =>
    (keepsakeInCookie(header, origin) ?? '').split(BETWEEN_TOKENS).slice(0, MOST_MEMBERS)

  return {
    nonceFor,
    /** The cookie of a browser in which this member has just signed in. */
    async cookie(memberId: string, header: string | undefined): Promise<string> {
      const known = await nonceFor(memberId, header)
      const nonce = known ?? randomToken(NONCE_BYTES)
      const token = `${nonce}.${await proof(memberId, nonce)}`
      const others = tokensIn(header).filter((each) => each !== token && each !== '')
      const tokens = [token, ...others].slice(0, MOST_MEMBERS)
      return keepsakeCookie(origin, tokens.join(BETWEEN_TOKENS))
    },
  }
}

/** Limits attempts to sign in, in memory: a restart resets the counts. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { spend } from '../rate-limit.ts'

/** Failed attempts of one account within the window; then it is blocked for as long. */
const PER_ACCOUNT = 10
/** Higher, because many people may share an address. */
const PER_ADDRESS = 100
const WINDOW_S = 900

export interface SignInLimits {
  /**
   * Counts an attempt before its outcome is known, so that simultaneous attempts cannot exceed the limit.
   * Null: allowed; a number: refused, try again after that many ms.
   */
  count(handle: string, addressKey: string): Promise<number | null>
  /** The attempt succeeded: it and the account's earlier failures no longer count. */
  right(handle: string, addressKey: string): Promise<void>
}

/** Allows everything: for the demo and the command line. */
export const NO_LIMITS: SignInLimits = {
  count: () => Promise.resolve(null),
  right: () => Promise.resolve(),
}

function limiter(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: WINDOW_S, blockDuration: WINDOW_S })
}

export function createSignInLimits(): SignInLimits {
  const accounts = limiter(PER_ACCOUNT)
  const addresses = limiter(PER_ADDRESS)
  return {
    async count(handle, addressKey) {
      return (await spend(addresses, addressKey)) ?? (await spend(accounts, handle))
    },
    async right(handle, addressKey) {
      await accounts.delete(handle)
      await addresses.reward(addressKey)
    },
  }
}

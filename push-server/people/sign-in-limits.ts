/** How often one may try to sign in. Kept in memory: a restart forgives, and no write follows a try. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { spend } from '../rate-limit.ts'

/** How many tries, within how many seconds. */
export interface SignInLimitNumbers {
  /** Failures of one account within the window; then as long a pause. */
  readonly perAccount: number
  /** Looser, since many people may share an address. */
  readonly perAddress: number
  readonly windowSeconds: number
}

const SIGN_IN_LIMITS: SignInLimitNumbers = {
  perAccount: 10,
  perAddress: 100,
  windowSeconds: 900,
}

/** Counts tries to sign in. */
export interface SignInLimits {
  /**
   * Counts a try before its outcome is known, so that tries at once cannot slip through.
   * Null: go on; a number: refused, try again after that many ms.
   */
  count(handle: string, addressKey: string): Promise<number | null>
  /** The try was right: it and the account's failures before it no longer count. */
  right(handle: string, addressKey: string): Promise<void>
}

/** Limits nothing, for demonstrations on one's own machine. */
export const NO_LIMITS: SignInLimits = {
  count: () => Promise.resolve(null),
  right: () => Promise.resolve(),
}

function limiter(points: number, windowSeconds: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: windowSeconds, blockDuration: windowSeconds })
}

/** Limits that begin at nothing. */
export function createSignInLimits(numbers: SignInLimitNumbers = SIGN_IN_LIMITS): SignInLimits {
  const accounts = limiter(numbers.perAccount, numbers.windowSeconds)
  const addresses = limiter(numbers.perAddress, numbers.windowSeconds)
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

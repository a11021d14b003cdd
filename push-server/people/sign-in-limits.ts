/** Limits attempts to sign in and hashes of passwords, in memory: a restart resets the counts. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { spend } from '../rate-limit.ts'

/** Failed attempts for one account from one address within the window; then it is blocked for as long. */
const PER_PAIR = 10
/** From all addresses, so that many of them are of no use to guess a password. */
const PER_ACCOUNT = 50
/** Higher, because many people may share an address. */
const PER_ADDRESS = 100
/** From a browser in which the member has signed in before. */
const PER_KNOWN = 10
const WINDOW_S = 900
/** Hashes for one invitation, or for the password of one member. */
const HASHES = 20
/** New sessions of one member by password. */
const SESSIONS = 30
const HOUR_S = 3_600

/** An attempt: for which account, from where. */
export interface Attempt {
  readonly account: string
  readonly addressKey: string
  /**
   * The name of a browser in which the member has signed in before; null: none. It is counted by itself, so that
   * a stranger who tries passwords cannot keep the member out.
   */
  readonly known: string | null
}

export interface SignInLimits {
  /**
   * Counts an attempt before its outcome is known, so that simultaneous attempts cannot exceed the limit.
   * Null: allowed; a number: refused, try again after that many ms.
   */
  count(attempt: Attempt): Promise<number | null>
  /** The attempt succeeded: it and the account's earlier failures from there no longer count. */
  right(attempt: Attempt): Promise<void>
  /** The attempt was not tried: it does not count. */
  undo(attempt: Attempt): Promise<void>
  /** Counts the hash of a new password, by the invitation or the member. */
  countHash(key: string): Promise<number | null>
  /** Counts a new session of a member. */
  countSession(memberId: string): Promise<number | null>
}

/** Allows everything: for the demo and the command line. */
export const NO_LIMITS: SignInLimits = {
  count: () => Promise.resolve(null),
  right: () => Promise.resolve(),
  undo: () => Promise.resolve(),
  countHash: () => Promise.resolve(null),
  countSession: () => Promise.resolve(null),
}

function limiter(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: WINDOW_S, blockDuration: WINDOW_S })
}

export function createSignInLimits(): SignInLimits {
  const pairs = limiter(PER_PAIR)
  const accounts = limiter(PER_ACCOUNT)
  const addresses = limiter(PER_ADDRESS)
  const known = limiter(PER_KNOWN)
  const hashes = new RateLimiterMemory({ points: HASHES, duration: HOUR_S })
  const sessions = new RateLimiterMemory({ points: SESSIONS, duration: HOUR_S })

  /** Each limit that counts this attempt, with its key. */
  function limitsOf(attempt: Attempt): readonly (readonly [RateLimiterMemory, string])[] {
    const { account, addressKey } = attempt
    if (attempt.known !== null) return [[known, JSON.stringify([account, attempt.known])]]
    // What one limit refuses is not counted by those after it: a program that tries one account without end uses up
    // its own attempts, and not those of everybody behind the same address.
    return [
      [pairs, JSON.stringify([account, addressKey])],
      [addresses, addressKey],
      [accounts, account],
    ]
  }

  return {
    async count(attempt) {
      for (const [limit, key] of limitsOf(attempt)) {
        const retryMs = await spend(limit, key)
        if (retryMs !== null) return retryMs
      }
      return null
    },
    async right(attempt) {
      for (const [limit, key] of limitsOf(attempt)) {
        if (limit === pairs || limit === known) await limit.delete(key)
        else await limit.reward(key)
      }
    },
    async undo(attempt) {
      for (const [limit, key] of limitsOf(attempt)) await limit.reward(key)
    },
    countHash: (key) => spend(hashes, key),
    countSession: (memberId) => spend(sessions, memberId),
  }
}

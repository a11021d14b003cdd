/** Passwords: argon2id with OWASP's parameters, and a limit on how many hashes run at once. */
import { fail } from '../http/answer.ts'
import { StartProblem } from '../start-problem.ts'
import { cannotLoad } from '../store/native-module.ts'
import type { Db } from '../store/tables.ts'
import { createHashQueue, type Waiting } from './hash-queue.ts'

/** Loaded only where passwords are used: the command line uses none. */
const argon2 = () => import('@node-rs/argon2')

/**
 * Loads the library of passwords at the start: otherwise a broken installation would be noticed by the first who signs in.
 * @throws StartProblem
 */
export async function loadPasswords(load: () => Promise<unknown> = argon2): Promise<void> {
  try {
    await load()
  } catch {
    // The library's own text is about a fault of npm, which is only one of the causes.
    throw new StartProblem(cannotLoad('@node-rs/argon2'))
  }
}

/** 19 MiB, two passes, one lane; argon2id is the library's default. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/**
 * Each hash holds 19 MiB and one of the four threads that Node has for work beside its own: files are read and hosts
 * are looked up by them, too, so that two are left.
 */
const MAX_IN_FLIGHT = 2
/** Of these, new passwords may use so many, so that people can always sign in. */
const MAX_NEW_IN_FLIGHT = 1
const MAX_NEW_WAITING = 16
/** Further requests are refused: their answer would come after the client has given up. */
const MAX_WAITING = 64

/** The answer while too many passwords are being hashed. */
export const TOO_BUSY = fail('busy', { retryMs: 2_000 })

/** Hash of a password that nobody knows, so that an unknown handle takes as long as a known one. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$cGVhbC1ub2JvZHktc2FsdA$BQx2TndZFUq0FOdvZ0oZ5G0yVvyg5sSv0mYg9V2fNxQ'

/** Makes and checks hashes, few at a time. */
export type Passwords = ReturnType<typeof createPasswords>

/** The PHC string of the member's password; undefined: they have none. */
export async function passwordHash(db: Db, memberId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('password')
    .select('phc')
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.phc
}

export function createPasswords() {
  const inTurn = createHashQueue({ atOnce: MAX_IN_FLIGHT, waiting: MAX_WAITING })
  const newInTurn = createHashQueue({ atOnce: MAX_NEW_IN_FLIGHT, waiting: MAX_NEW_WAITING })
  /** The members and invitations for which a new password is being hashed. */
  const hashing = new Set<string>()

  return {
    /**
     * The PHC string to store; null: too busy. `key`: the member or invitation that it is for. There is one
     * hash at a time for each.
     */
    async hash(password: string, key: string): Promise<string | null> {
      if (hashing.has(key)) return null
      hashing.add(key)
      const hash = async () => (await argon2()).hash(password, ARGON2)
      const waiting = { isKnown: true, key }
      const hashed = newInTurn(waiting, () => inTurn(waiting, hash))
      return hashed.finally(() => hashing.delete(key))
    },
    /** Whether `password` matches `phc` (undefined: it does not); null: too busy. */
    matches: (phc: string | undefined, password: string, waiting: Waiting) =>
      inTurn(waiting, async () => {
        const same = await (await argon2()).verify(phc ?? NOBODYS, password)
        return phc !== undefined && same
      }),
  }
}
